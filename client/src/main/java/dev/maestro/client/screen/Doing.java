package dev.maestro.client.screen;

import dev.maestro.client.daemon.ControlMethod;
import dev.maestro.client.daemon.RunLine;
import dev.maestro.client.daemon.SessionView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Has an intent done by the daemons that know of what it means, and says what came of it. */
final class Doing {

    private Doing() {}

    static String of(Intent intent, Everybody here) {
        return switch (intent) {
            case Intent.Leave() -> "";
            case Intent.Steer(Target target, String text) ->
                    told(
                            here
                                    .ask(
                                            ControlMethod.STEER,
                                            target.steer(text),
                                            ControlMethod.Steered.class)
                                    .stream()
                                    .flatMap(steered -> steered.told().stream())
                                    .toList());
            case Intent.ClearSteering() ->
                    "%s taken back."
                            .formatted(
                                    Words.count(
                                            here
                                                    .ask(
                                                            ControlMethod.CLEAR_STEERING,
                                                            Map.of(),
                                                            ControlMethod.Cleared.class)
                                                    .stream()
                                                    .mapToInt(ControlMethod.Cleared::directives)
                                                    .sum(),
                                            "directive"));
            case Intent.Answer(var question, boolean yes, Optional<String> words) ->
                    "Answered; the agent hears it %s."
                            .formatted(
                                    Words.delivery(
                                            here.ask(
                                                            ControlMethod.ANSWER,
                                                            new ControlMethod.Answer(
                                                                    question, yes, words),
                                                            ControlMethod.Answered.class)
                                                    .getFirst()
                                                    .delivery()));
            case Intent.Cancel(var run) ->
                    "Run %s is being cancelled."
                            .formatted(
                                    Words.title(
                                            here.ask(
                                                            ControlMethod.CANCEL,
                                                            new ControlMethod.Cancel(
                                                                    run.toString()),
                                                            RunLine.class)
                                                    .getFirst()));
            case Intent.Drain(String session) ->
                    "%s takes nothing new and ends after its runs."
                            .formatted(
                                    here.ask(
                                                    ControlMethod.DRAIN,
                                                    new ControlMethod.Drain(session),
                                                    SessionView.class)
                                            .getFirst()
                                            .name());
            case Intent.Disconnect(String session) ->
                    here
                                    .ask(
                                            ControlMethod.DISCONNECT,
                                            new ControlMethod.Disconnect(
                                                    Optional.of(session), Optional.empty()),
                                            ControlMethod.Disconnected.class)
                                    .stream()
                                    .flatMap(ended -> ended.names().stream())
                                    .collect(Collectors.joining(", "))
                            + " is disconnected.";
        };
    }

    /** Who hears it when: by name when it is one, else how many. */
    static String told(List<ControlMethod.Told> told) {
        if (told.size() == 1) {
            ControlMethod.Told one = told.getFirst();
            return "%s hears it %s."
                    .formatted(
                            one.run().map(run -> "Run " + Words.title(run)).orElse(one.session()),
                            when(one));
        }
        Map<String, Long> when =
                told.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Doing::when,
                                        java.util.TreeMap::new,
                                        Collectors.counting()));
        return "%d told: %s."
                .formatted(
                        told.size(),
                        when.entrySet().stream()
                                .map(each -> each.getValue() + " hear it " + each.getKey())
                                .collect(Collectors.joining(", ")));
    }

    private static String when(ControlMethod.Told told) {
        return told.mayLook()
                ? "with its next run, or now if its command reads the file of directives"
                : told.delivery().map(Words::delivery).orElse("when it can be told");
    }
}

package dev.maestro.client.cli;

import dev.maestro.client.daemon.ControlMethod;
import dev.maestro.client.daemon.SeenDaemon;
import dev.maestro.client.daemon.SessionView;
import dev.maestro.client.daemon.SteeredDaemons;
import dev.maestro.protocol.work.Delivery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "steer",
        description = "Say a sentence to agents that are at work; it stands until it is cleared.",
        footerHeading = HelpTexts.EXAMPLES,
        footer = {
            "  maestro steer Leave the database schema as it is",
            "  maestro steer --run 7 Write the test first",
            "  maestro steer --session ada No new dependencies",
            "  maestro steer --machine Be brief"
        })
final class SteerCommand implements Callable<Integer> {

    private final Surroundings here;

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "A task's number or the beginning of a run's id. Default: the only run.")
    private Optional<String> run = Optional.empty();

    @Option(
            names = "--session",
            paramLabel = "NAME",
            description = "To everything that this session runs, now and later.")
    private Optional<String> session = Optional.empty();

    @Option(names = "--machine", description = "To every session of this machine.")
    private boolean machine;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Parameters(arity = "1..*", paramLabel = "TEXT", description = "What is to be done otherwise.")
    private List<String> text = List.of();

    SteerCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        List<SeenDaemon> daemons = here.daemons();
        List<SessionView> sessions =
                daemons.stream().flatMap(daemon -> daemon.view().sessions().stream()).toList();
        List<ControlMethod.Told> told =
                SteeredDaemons.steer(
                        daemons,
                        new ControlMethod.Steer(
                                run,
                                session,
                                machine,
                                String.join(" ", text),
                                session.flatMap(
                                        called -> SameName.project(called, sessions, here))));
        if (json) {
            here.sayJson(told.stream().map(Said::of).toList());
            return ExitCode.OK;
        }
        for (ControlMethod.Told each : told) {
            here.say(
                    "%s: %s. `maestro clear-steering %s` takes it back."
                            .formatted(
                                    who(each),
                                    when(each),
                                    each.directive().toString().substring(0, 8)));
        }
        return ExitCode.OK;
    }

    private static String who(ControlMethod.Told told) {
        return told.run()
                .map(run -> "%s \"%s\"".formatted(run.purpose().wireName(), run.title()))
                .orElse("session " + told.session());
    }

    private static String when(ControlMethod.Told told) {
        String when =
                told.delivery()
                        .map(Delivery::sentence)
                        .orElse("it stands, and is told when it can be");
        return told.mayLook()
                ? when + ", or at once where its command reads $MAESTRO_STEERING_FILE"
                : when;
    }

    /** A directive that was given, and one who is told. */
    private record Said(UUID directive, String to, Optional<Delivery> delivery) {

        static Said of(ControlMethod.Told told) {
            return new Said(told.directive(), who(told), told.delivery());
        }
    }
}

package dev.maestro.client.screen;

import dev.maestro.client.daemon.RunLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each key does: a pure function. While a line is being typed, {@link LineKeys} says. */
final class Keys {

    private static final int PAGE = 10;

    private Keys() {}

    static Pressed press(ScreenState state, Key key) {
        if (key.equals(new Key.Control('c'))) {
            return Pressed.wanting(state, new Intent.Leave());
        }
        if (state.help()) {
            return Pressed.only(state.help(false));
        }
        Optional<Line> line = state.line();
        if (line.isPresent()) {
            return LineKeys.press(state, line.get(), key);
        }
        ScreenState calm = state.notice("");
        return switch (key) {
            case Key.Named named -> Pressed.only(named(calm, named));
            case Key.Character(char character) -> character(calm, character);
            case Key.Control _ -> Pressed.only(calm);
        };
    }

    private static ScreenState named(ScreenState state, Key.Named key) {
        return switch (key) {
            case UP -> move(state, -1);
            case DOWN -> move(state, 1);
            case ENTER, RIGHT -> state.zoom(true);
            case ESCAPE, LEFT -> state.zoom(false);
            case PAGE_UP -> scroll(state, state.back() + PAGE);
            case PAGE_DOWN -> scroll(state, state.back() - PAGE);
            case HOME -> scroll(state, Integer.MAX_VALUE);
            case END -> scroll(state, 0);
            case TAB, BACKSPACE -> state;
        };
    }

    private static Pressed character(ScreenState state, char character) {
        return switch (character) {
            case 'q' -> Pressed.wanting(state, new Intent.Leave());
            case '?' -> Pressed.only(state.help(true));
            case 'j' -> Pressed.only(move(state, 1));
            case 'k' -> Pressed.only(move(state, -1));
            case 's' -> Pressed.only(steer(state));
            case 'a' -> Pressed.only(answer(state));
            case 'y' -> decide(state, true);
            case 'n' -> decide(state, false);
            case 'c' -> Pressed.only(run(state).map(run -> cancel(state, run)).orElse(state));
            case 'd' -> Pressed.only(session(state).map(name -> drain(state, name)).orElse(state));
            case 'x' ->
                    Pressed.only(session(state).map(name -> disconnect(state, name)).orElse(state));
            case 'f' -> Pressed.only(clear(state));
            default -> Pressed.only(state);
        };
    }

    private static ScreenState move(ScreenState state, int by) {
        List<Entry> entries = state.entries();
        if (entries.isEmpty()) {
            return state;
        }
        int now = state.entry().map(entries::indexOf).orElse(by > 0 ? -1 : 1);
        return state.select(entries.get(Math.clamp(now + by, 0, entries.size() - 1)).key());
    }

    private static ScreenState scroll(ScreenState state, int back) {
        int most = state.output().map(output -> output.lines().size() - 1).orElse(0);
        return state.scroll(Math.clamp(back, 0, Math.max(0, most)));
    }

    private static ScreenState steer(ScreenState state) {
        List<Target> targets = new ArrayList<>();
        run(state)
                .ifPresent(run ->
                        targets.add(new Target.OneRun(run.run().toString(), Words.title(run))));
        session(state).ifPresent(name -> targets.add(new Target.OneSession(name)));
        if (targets.isEmpty()) {
            return state.notice("Nobody is connected who could be told anything.");
        }
        targets.add(new Target.Machine());
        return state.saying(Optional.of(new Line.Steering(targets, "")));
    }

    private static ScreenState answer(ScreenState state) {
        if (state.entry().orElse(null) instanceof Entry.OfQuestion question) {
            return state.saying(Optional.of(new Line.Answering(question, false, "")));
        }
        return state.daemon()
                .flatMap(daemon -> Entry.questions(daemon).findFirst())
                .map(oldest -> state.select(oldest.key()))
                .orElse(state.notice("Nobody has asked anything."));
    }

    private static Pressed decide(ScreenState state, boolean yes) {
        return state.entry().orElse(null) instanceof Entry.OfQuestion question
                ? Pressed.wanting(
                        state, new Intent.Answer(question.question().id(), yes, Optional.empty()))
                : Pressed.only(state);
    }

    private static ScreenState cancel(ScreenState state, RunLine run) {
        return confirm(
                state,
                "Cancel run %s? Its work is kept; its task then waits for a person."
                        .formatted(Words.title(run)),
                new Intent.Cancel(run.run()));
    }

    private static ScreenState drain(ScreenState state, String session) {
        return confirm(
                state,
                "Drain %s? It takes nothing new and ends after its runs.".formatted(session),
                new Intent.Drain(session));
    }

    private static ScreenState disconnect(ScreenState state, String session) {
        return confirm(
                state,
                "Disconnect %s now? Its runs are ended, their work is kept.".formatted(session),
                new Intent.Disconnect(session));
    }

    private static ScreenState clear(ScreenState state) {
        int standing = state.directives();
        return standing == 0
                ? state.notice("No directive stands.")
                : confirm(
                        state,
                        "Take back %s? Runs to come do not hear of it."
                                .formatted(Words.count(standing, "directive")),
                        new Intent.ClearSteering());
    }

    private static ScreenState confirm(ScreenState state, String sentence, Intent intent) {
        return state.saying(Optional.of(new Line.Confirming(sentence, intent)));
    }

    private static Optional<RunLine> run(ScreenState state) {
        return state.entry()
                .flatMap(each ->
                        switch (each) {
                            case Entry.OfRun one -> Optional.of(one.run());
                            case Entry.OfQuestion one -> Optional.of(one.run());
                            case Entry.OfSession _ -> Optional.empty();
                        });
    }

    private static Optional<String> session(ScreenState state) {
        return state.entry().map(each -> each.session().name());
    }
}

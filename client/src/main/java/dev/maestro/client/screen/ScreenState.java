package dev.maestro.client.screen;

import dev.maestro.client.daemon.DaemonView;
import dev.maestro.client.work.OutputPiece;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything that the picture shows.
 *
 * @param daemon the last that was heard of it
 * @param heardAt when that was
 * @param trouble why nothing newer was heard; empty when all is well
 * @param selected the key of the entry that is chosen
 * @param output of the run that is watched
 * @param back how many lines the output is scrolled back from its end
 * @param zoomed what is chosen has the whole screen
 * @param line what a person is in the middle of saying
 * @param notice what came of the last thing that was asked
 */
record ScreenState(
        Optional<DaemonView> daemon,
        Optional<Instant> heardAt,
        String trouble,
        String selected,
        Optional<Output> output,
        int back,
        boolean zoomed,
        boolean help,
        Optional<Line> line,
        String notice) {

    static final ScreenState BEGINNING =
            new ScreenState(
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    "",
                    Optional.empty(),
                    0,
                    false,
                    false,
                    Optional.empty(),
                    "");

    List<Entry> entries() {
        return daemon.map(Entry::of).orElse(List.of());
    }

    /** What is chosen; the first while nothing is. */
    Optional<Entry> entry() {
        List<Entry> entries = entries();
        return entries.stream()
                .filter(each -> each.key().equals(selected))
                .findFirst()
                .or(() -> entries.stream().findFirst());
    }

    /**
     * What a run said that has ended: it stays in view below its session until the person turns to
     * something else, or the session's next run begins.
     */
    Optional<Output> lastWords() {
        return entry().filter(Entry.OfSession.class::isInstance).flatMap(_ -> output);
    }

    /** The run whose output is wanted. */
    Optional<UUID> watched() {
        return entry().flatMap(each ->
                switch (each) {
                    case Entry.OfRun one -> Optional.of(one.run().run());
                    case Entry.OfQuestion one -> Optional.of(one.run().run());
                    case Entry.OfSession _ -> Optional.empty();
                });
    }

    /** The run whose output is asked for: also one that has just ended. */
    Optional<UUID> followed() {
        return watched().or(() -> lastWords().map(Output::run));
    }

    /** How many directives stand for the sessions of this machine. */
    int directives() {
        return (int)
                daemon.stream()
                        .flatMap(view -> view.sessions().stream())
                        .flatMap(session -> session.directives().stream())
                        .distinct()
                        .count();
    }

    // What happens to it from outside.

    ScreenState heard(DaemonView view, Instant at) {
        String next = Successor.of(this, Entry.of(view));
        ScreenState heard =
                new ScreenState(
                        Optional.of(view),
                        Optional.of(at),
                        "",
                        selected,
                        output,
                        back,
                        zoomed,
                        help,
                        line,
                        notice);
        boolean fellToItsSession =
                entry().filter(each -> Entry.sessionKey(each.session()).equals(next)).isPresent();
        return next.equals(selected) || fellToItsSession ? heard.named(next) : heard.select(next);
    }

    ScreenState lost(String why) {
        return new ScreenState(
                daemon, heardAt, why, selected, output, back, zoomed, help, line, notice);
    }

    /** More output; not that of a run that nobody looks at any more. */
    ScreenState said(UUID run, OutputPiece piece) {
        if (followed().filter(run::equals).isEmpty()) {
            return this;
        }
        Output known = output.filter(each -> each.run().equals(run)).orElse(Output.of(run));
        Output grown = known.and(piece);
        long more = grown.last() - known.last();
        return new ScreenState(
                daemon,
                heardAt,
                trouble,
                selected,
                Optional.of(grown),
                back == 0 ? 0 : (int) Math.min(back + more, grown.lines().size() - 1L),
                zoomed,
                help,
                line,
                notice);
    }

    // What a person does to it.

    /** Turns to it, and away from the output of any other. */
    ScreenState select(String key) {
        ScreenState there = named(key);
        Optional<Output> its =
                output.filter(each -> there.watched().filter(each.run()::equals).isPresent());
        return new ScreenState(daemon, heardAt, trouble, key, its, 0, zoomed, help, line, notice);
    }

    private ScreenState named(String key) {
        return new ScreenState(
                daemon, heardAt, trouble, key, output, back, zoomed, help, line, notice);
    }

    ScreenState scroll(int lines) {
        return new ScreenState(
                daemon, heardAt, trouble, selected, output, lines, zoomed, help, line, notice);
    }

    ScreenState zoom(boolean whole) {
        return new ScreenState(
                daemon, heardAt, trouble, selected, output, back, whole, help, line, notice);
    }

    ScreenState help(boolean shown) {
        return new ScreenState(
                daemon, heardAt, trouble, selected, output, back, zoomed, shown, line, notice);
    }

    ScreenState saying(Optional<Line> words) {
        return new ScreenState(
                daemon, heardAt, trouble, selected, output, back, zoomed, help, words, notice);
    }

    ScreenState notice(String text) {
        return new ScreenState(
                daemon, heardAt, trouble, selected, output, back, zoomed, help, line, text);
    }
}

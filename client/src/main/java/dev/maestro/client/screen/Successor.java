package dev.maestro.client.screen;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is chosen when the list has changed: the same while it is there, then the run that asked,
 * the next run of its session, the session, and at last the line that stands in its place.
 */
final class Successor {

    private Successor() {}

    /** The key of it; empty when there is nothing to choose. */
    static String of(ScreenState before, List<Entry> now) {
        Optional<Entry> was = before.entry();
        if (was.isEmpty()) {
            return now.stream().findFirst().map(Entry::key).orElse("");
        }
        Entry chosen = was.get();
        boolean reading = before.back() > 0;
        Optional<Entry> next = Optional.empty();
        if (before.lastWords().isPresent() && !reading) {
            next = runOf(chosen, now);
        }
        next = next.or(() -> first(now, each -> each.key().equals(chosen.key())));
        if (chosen instanceof Entry.OfQuestion asked) {
            String run = Entry.runKey(asked.run());
            next = next.or(() -> first(now, each -> each.key().equals(run)));
        }
        if (!reading) {
            next = next.or(() -> runOf(chosen, now));
        }
        String session = Entry.sessionKey(chosen.session());
        return next.or(() -> first(now, each -> each.key().equals(session)))
                .or(() -> inPlaceOf(chosen, before.entries(), now))
                .map(Entry::key)
                .orElse("");
    }

    private static Optional<Entry> runOf(Entry chosen, List<Entry> now) {
        return first(
                now,
                each ->
                        each instanceof Entry.OfRun run
                                && run.session().session().equals(chosen.session().session()));
    }

    private static Optional<Entry> inPlaceOf(Entry chosen, List<Entry> before, List<Entry> now) {
        return now.isEmpty()
                ? Optional.empty()
                : Optional.of(now.get(Math.min(before.indexOf(chosen), now.size() - 1)));
    }

    private static Optional<Entry> first(List<Entry> now, Predicate<Entry> which) {
        return now.stream().filter(which).findFirst();
    }
}

package dev.maestro.client.screen;

import dev.maestro.client.daemon.DaemonView;
import dev.maestro.client.daemon.RunLine;
import dev.maestro.client.daemon.SessionView;
import dev.maestro.client.link.LinkState;
import dev.maestro.client.provider.AgentEvent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list of all that there is, and what of it is chosen. */
record Overview(List<Item> items) {

    /** A row of the list; one that can be chosen has a key. */
    record Item(Row row, Optional<String> key) {}

    private static final Duration SOON = Duration.ofMinutes(2);

    static Overview of(DaemonView daemon, Look look) {
        List<Item> items = new ArrayList<>();
        section(
                items,
                "questions",
                Entry.questions(daemon).map(each -> item(each, question(each, look))).toList());
        section(
                items,
                "runs",
                Entry.runs(daemon, false).map(each -> item(each, run(each.run(), look))).toList());
        section(
                items,
                "queue",
                Entry.runs(daemon, true).map(each -> item(each, run(each.run(), look))).toList());
        section(
                items,
                "sessions",
                daemon.sessions().stream()
                        .map(each -> item(new Entry.OfSession(each), session(each)))
                        .toList());
        section(items, "connections", connections(daemon, look));
        section(items, "limits", limits(daemon, look));
        return new Overview(items);
    }

    private static void section(List<Item> items, String title, List<Item> rows) {
        if (!rows.isEmpty()) {
            items.add(new Item(Row.of(title, Tone.DIM), Optional.empty()));
            items.addAll(rows);
        }
    }

    private static Item item(Entry entry, Row row) {
        return new Item(row, Optional.of(entry.key()));
    }

    private static Row question(Entry.OfQuestion asked, Look look) {
        Row row =
                Row.of(" ? ", Tone.WARN)
                        .and(Words.title(asked.run()) + " ", Tone.STRONG)
                        .and(asked.question().text());
        return asked.question()
                .until()
                .map(until ->
                        row.end(
                                Words.until(until, look),
                                Duration.between(look.now(), until).compareTo(SOON) < 0
                                        ? Tone.BAD
                                        : Tone.DIM))
                .orElse(row);
    }

    private static Row run(RunLine run, Look look) {
        int directives = run.live().directives();
        return Row.of(" \u203A ", Tone.ACCENT)
                .and(Words.title(run) + " ", Tone.STRONG)
                .and(run.title())
                .end(directives > 0 ? "\u2691" + directives + " " : "", Tone.WARN)
                .end(run.step() + " " + Words.since(run.since(), look), Tone.DIM);
    }

    private static Row session(SessionView session) {
        String seats = session.runs().size() + "/" + session.capacity();
        Row row = Row.of(" ").and(sign(session.state()), tone(session.state()));
        return row.and(" " + session.name() + " ", Tone.STRONG)
                .and(session.projectName() + " \u00B7 " + session.provider(), Tone.DIM)
                .end(session.draining() ? "draining " : "", Tone.WARN)
                .end(
                        session.directives().isEmpty()
                                ? ""
                                : "\u2691" + session.directives().size() + " ",
                        Tone.WARN)
                .end(seats, Tone.DIM);
    }

    /** One row a Studio; its worst link speaks for it, and says what is wrong. */
    private static List<Item> connections(DaemonView daemon, Look look) {
        Map<URI, SessionView> worst = new LinkedHashMap<>();
        for (SessionView session : daemon.sessions()) {
            worst.merge(
                    session.studio(),
                    session,
                    (one, other) -> badness(other.state()) > badness(one.state()) ? other : one);
        }
        List<Item> items = new ArrayList<>();
        worst.forEach((studio, session) -> {
            Row row = Row.of(" ").and(sign(session.state()), tone(session.state()));
            items.add(
                    new Item(
                            row.and(" " + studio.getAuthority())
                                    .end(
                                            Words.state(session.state())
                                                    + " "
                                                    + Words.since(session.since(), look),
                                            Tone.DIM),
                            Optional.empty()));
            if (!session.detail().isEmpty()) {
                items.add(
                        new Item(
                                Row.of("   " + session.detail(), tone(session.state())),
                                Optional.empty()));
            }
        });
        return items;
    }

    private static List<Item> limits(DaemonView daemon, Look look) {
        Map<String, Item> items = new LinkedHashMap<>();
        for (SessionView session : daemon.sessions()) {
            for (AgentEvent.LimitWindow window : session.limits()) {
                Row row =
                        Row.of(" " + session.provider() + " " + Words.window(window), tone(window))
                                .end(Words.used(window), tone(window));
                items.put(
                        session.provider() + window.window(),
                        new Item(
                                window.resetsAt()
                                        .map(reset ->
                                                row.end(
                                                        " %s\u2192%s"
                                                                .formatted(
                                                                        Words.until(reset, look),
                                                                        Words.at(reset, look)),
                                                        Tone.DIM))
                                        .orElse(row),
                                Optional.empty()));
            }
        }
        return List.copyOf(items.values());
    }

    /** Draws it so that what is chosen can be seen. */
    void draw(Pen pen, String chosen) {
        int at = 0;
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).key().filter(chosen::equals).isPresent()) {
                at = i;
            }
        }
        int first = Math.clamp(at - pen.height() / 2L, 0, Math.max(0, items.size() - pen.height()));
        for (int line = 0; line < pen.height() && first + line < items.size(); line++) {
            Item item = items.get(first + line);
            if (item.key().filter(chosen::equals).isPresent()) {
                pen.bar(line, item.row(), Tone.SELECTED);
            } else {
                pen.row(line, item.row());
            }
        }
    }

    private static int badness(LinkState state) {
        return switch (state) {
            case ONLINE -> 0;
            case CONNECTING -> 1;
            case WAITING -> 2;
            case ENDED -> 3;
        };
    }

    static String sign(LinkState state) {
        return switch (state) {
            case ONLINE -> "\u25CF";
            case CONNECTING -> "\u25CC";
            case WAITING -> "\u25CB";
            case ENDED -> "\u2717";
        };
    }

    static Tone tone(LinkState state) {
        return switch (state) {
            case ONLINE -> Tone.GOOD;
            case CONNECTING, WAITING -> Tone.WARN;
            case ENDED -> Tone.BAD;
        };
    }

    private static Tone tone(AgentEvent.LimitWindow window) {
        double used = window.used().orElse(0.0);
        return used >= 1 ? Tone.BAD : used >= 0.8 ? Tone.WARN : Tone.PLAIN;
    }
}

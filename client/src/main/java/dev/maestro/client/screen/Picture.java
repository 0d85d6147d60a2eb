package dev.maestro.client.screen;

import dev.maestro.client.daemon.DaemonView;
import dev.tamboui.buffer.Buffer;
import dev.tamboui.layout.Rect;
import dev.tamboui.widgets.block.Block;
import dev.tamboui.widgets.block.BorderType;
import dev.tamboui.widgets.block.Borders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The picture of a state: a pure function of it, of the time, and of the room there is. */
final class Picture {

    /** Narrower than this the list and what is chosen take turns. */
    private static final int TWO_COLUMNS = 60;

    private static final int LEAST_WIDTH = 20;
    private static final int LEAST_HEIGHT = 6;

    /** The state is asked for twice a second: what is older than this is said to be. */
    private static final Duration FRESH = Duration.ofSeconds(3);

    private Picture() {}

    static void draw(Buffer buffer, ScreenState state, Look look) {
        Rect all = buffer.area();
        Pen pen = new Pen(buffer, all, look.palette());
        if (all.width() < LEAST_WIDTH || all.height() < LEAST_HEIGHT) {
            pen.row(0, Row.of("too small for maestro"));
            return;
        }
        pen.bar(0, header(state, look), Tone.BAR);
        Rect body = new Rect(all.x(), all.y() + 1, all.width(), all.height() - 3);
        if (state.help()) {
            box(pen, body, "keys and signs").rows(Help.rows());
        } else {
            body(pen, body, state, look);
        }
        Foot.draw(pen.in(new Rect(all.x(), all.bottom() - 2, all.width(), 2)), state);
    }

    private static void body(Pen pen, Rect body, ScreenState state, Look look) {
        Optional<DaemonView> daemon = state.daemon();
        if (daemon.map(DaemonView::sessions).orElse(List.of()).isEmpty()) {
            box(pen, body, "nothing is connected").rows(Welcome.rows(daemon.isPresent()));
            return;
        }
        boolean both = body.width() >= TWO_COLUMNS && !state.zoomed();
        int list = both ? Math.clamp(body.width() * 9L / 20, 30, 52) : body.width();
        if (both || !state.zoomed()) {
            Overview.of(daemon.get(), look)
                    .draw(
                            box(
                                    pen,
                                    new Rect(body.x(), body.y(), list, body.height()),
                                    "daemon " + daemon.get().pid()),
                            state.entry().map(Entry::key).orElse(""));
        }
        if (both || state.zoomed()) {
            Rect rest =
                    both
                            ? new Rect(
                                    body.x() + list, body.y(), body.width() - list, body.height())
                            : body;
            Pen inside = box(pen, rest, title(state));
            Detail.of(state, look, inside.width()).draw(inside);
        }
    }

    private static String title(ScreenState state) {
        return state.entry()
                .map(each ->
                        switch (each) {
                            case Entry.OfQuestion _ -> "question";
                            case Entry.OfRun _ -> "run";
                            case Entry.OfSession _ -> "session";
                        })
                .orElse("run");
    }

    private static Row header(ScreenState state, Look look) {
        Row row = Row.of(" maestro ");
        Optional<DaemonView> daemon = state.daemon();
        if (daemon.isPresent()) {
            row = row.and(counts(daemon.get()));
        }
        return row.end(freshness(state, look), Tone.BAR);
    }

    private static String counts(DaemonView daemon) {
        long runs = daemon.sessions().stream().mapToLong(each -> each.runs().size()).sum();
        long questions = Entry.questions(daemon).count();
        return "  %s \u00B7 %s%s"
                .formatted(
                        Words.count(daemon.sessions().size(), "session"),
                        Words.count(runs, "run"),
                        questions == 0 ? "" : " \u00B7 " + Words.count(questions, "question"));
    }

    /** How old the picture is, when it is not what is so now. */
    private static String freshness(ScreenState state, Look look) {
        if (state.heardAt().isEmpty()) {
            return state.trouble().isEmpty() ? "asking " : state.trouble() + " ";
        }
        Duration age = Duration.between(state.heardAt().get(), look.now());
        if (age.compareTo(FRESH) <= 0) {
            return "live ";
        }
        return "%s, as it was %s ago "
                .formatted(
                        state.trouble().isEmpty() ? "the daemon is silent" : state.trouble(),
                        Words.lasting(age));
    }

    private static Pen box(Pen pen, Rect area, String title) {
        Block block =
                Block.builder()
                        .borders(Borders.ALL)
                        .borderType(BorderType.ROUNDED)
                        .borderStyle(pen.palette().style(Tone.DIM))
                        .title(" " + title + " ")
                        .build();
        block.render(area, pen.buffer());
        return pen.in(block.inner(area));
    }
}

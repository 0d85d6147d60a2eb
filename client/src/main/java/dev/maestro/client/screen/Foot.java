package dev.maestro.client.screen;

import dev.tamboui.text.CharWidth;
import java.util.ArrayList;
import java.util.List;

/** The two rows at the foot: the steering line, and the keys that do something now. */
final class Foot {

    private record Hint(String key, String does) {}

    private Foot() {}

    static void draw(Pen pen, ScreenState state) {
        pen.row(0, said(pen, state));
        pen.row(1, keys(pen, state));
    }

    private static Row said(Pen pen, ScreenState state) {
        return switch (state.line().orElse(null)) {
            case Line.Steering line ->
                    typed(pen, "\u2691 to " + line.target().words() + ": ", line.text());
            case Line.Answering line ->
                    typed(
                            pen,
                            line.question().question().permission()
                                    ? (line.yes() ? "yes, and say: " : "no, and say: ")
                                    : "answer: ",
                            line.text());
            case Line.Confirming line -> Row.of(line.sentence(), Tone.WARN);
            case null ->
                    state.notice().isEmpty() ? flags(state) : Row.of(state.notice(), Tone.ACCENT);
        };
    }

    /** The end of the text is what its writer looks at. */
    private static Row typed(Pen pen, String before, String text) {
        String plain = new Part(text, Tone.PLAIN).text();
        int room = Math.max(1, pen.width() - CharWidth.of(before) - 2);
        String end =
                CharWidth.of(plain) <= room
                        ? plain
                        : "\u2026" + CharWidth.substringByWidthFromEnd(plain, room - 1);
        return Row.of(before, Tone.WARN).and(end).and(" ", Tone.SELECTED);
    }

    private static Row flags(ScreenState state) {
        int standing = state.directives();
        return standing == 0
                ? Row.EMPTY
                : Row.of("\u2691 " + standing, Tone.WARN)
                        .and(standing == 1 ? " directive stands" : " directives stand", Tone.DIM);
    }

    private static Row keys(Pen pen, ScreenState state) {
        Row row = Row.EMPTY;
        int room = pen.width();
        for (Hint hint : hints(state)) {
            int width = CharWidth.of(hint.key()) + CharWidth.of(hint.does()) + 3;
            if (width > room) {
                break;
            }
            room -= width;
            row = row.and(hint.key(), Tone.STRONG).and(" " + hint.does() + "  ", Tone.DIM);
        }
        return row;
    }

    private static List<Hint> hints(ScreenState state) {
        return switch (state.line().orElse(null)) {
            case Line.Steering _ ->
                    List.of(
                            new Hint("Enter", "tell"),
                            new Hint("Tab", "somebody else"),
                            new Hint("Esc", "do not"));
            case Line.Answering line ->
                    line.question().question().permission()
                            ? List.of(
                                    new Hint("Enter", "answer"),
                                    new Hint("Tab", "yes or no"),
                                    new Hint("Esc", "do not"))
                            : List.of(new Hint("Enter", "answer"), new Hint("Esc", "do not"));
            case Line.Confirming _ ->
                    List.of(new Hint("y", "yes"), new Hint("any other key", "no"));
            case null -> browsing(state);
        };
    }

    private static List<Hint> browsing(ScreenState state) {
        List<Hint> hints = new ArrayList<>(List.of(new Hint("q", "leave"), new Hint("?", "help")));
        Entry chosen = state.entry().orElse(null);
        if (chosen == null) {
            return hints;
        }
        if (chosen instanceof Entry.OfQuestion) {
            hints.addAll(
                    List.of(new Hint("y", "yes"), new Hint("n", "no"), new Hint("a", "in words")));
        }
        hints.add(new Hint("s", "steer"));
        if (state.zoomed()) {
            hints.add(new Hint("Esc", "list"));
        } else {
            hints.addAll(List.of(new Hint("\u2191\u2193", "choose"), new Hint("Enter", "whole")));
        }
        boolean ofRun = !(chosen instanceof Entry.OfSession);
        if (ofRun || state.lastWords().isPresent()) {
            hints.add(new Hint("PgUp", "scroll"));
        }
        if (ofRun) {
            hints.add(new Hint("c", "cancel"));
        }
        hints.addAll(List.of(new Hint("d", "drain"), new Hint("x", "disconnect")));
        return hints;
    }
}

package dev.maestro.client.screen;

import dev.tamboui.buffer.Buffer;
import dev.tamboui.layout.Rect;
import dev.tamboui.style.Style;
import dev.tamboui.text.CharWidth;
import java.util.ArrayList;
import java.util.List;

/** Writes rows into an area and never outside it; what does not fit ends with an ellipsis. */
record Pen(Buffer buffer, Rect area, Palette palette) {

    /** The same pen in another area. */
    Pen in(Rect other) {
        return new Pen(buffer, other.intersection(area), palette);
    }

    int width() {
        return area.width();
    }

    int height() {
        return area.height();
    }

    /** Writes rows from the top, as many as there is room for. */
    void rows(List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            row(i, rows.get(i));
        }
    }

    void row(int line, Row row) {
        write(line, row, Style.EMPTY);
    }

    /** The whole line in that tone, up to the edges. */
    void bar(int line, Row row, Tone tone) {
        Style style = palette.style(tone);
        if (line < height()) {
            buffer.setString(area.x(), area.y() + line, " ".repeat(width()), style);
        }
        write(line, row, style);
    }

    private void write(int line, Row row, Style base) {
        if (line < 0 || line >= height() || width() <= 0) {
            return;
        }
        int y = area.y() + line;
        int right = Math.min(breadth(row.right()), width());
        int room = width() - right - (right > 0 ? 1 : 0);
        put(area.x(), y, row.left(), room, base);
        put(area.right() - right, y, row.right(), right, base);
    }

    private void put(int from, int y, List<Part> parts, int room, Style base) {
        int x = from;
        int left = room;
        int after = breadth(parts);
        for (Part part : parts) {
            if (left <= 0) {
                return;
            }
            after -= CharWidth.of(part.text());
            String text = fit(part.text(), left, after > 0);
            buffer.setString(x, y, text, base.patch(palette.style(part.tone())));
            int used = CharWidth.of(text);
            x += used;
            left -= used;
        }
    }

    private static String fit(String text, int room, boolean more) {
        int width = CharWidth.of(text);
        if (width < room || (width == room && !more)) {
            return text;
        }
        return CharWidth.substringByWidth(text, room - 1) + "\u2026";
    }

    static int breadth(List<Part> parts) {
        return parts.stream().mapToInt(part -> CharWidth.of(part.text())).sum();
    }

    /** The text in pieces that are no wider than that. */
    static List<String> wrap(String text, int width) {
        List<String> pieces = new ArrayList<>();
        String rest = text;
        while (CharWidth.of(rest) > width) {
            String piece = CharWidth.substringByWidth(rest, width);
            int space = piece.lastIndexOf(' ');
            if (space > piece.length() / 2) {
                piece = piece.substring(0, space + 1);
            }
            if (piece.isEmpty()) {
                return pieces;
            }
            pieces.add(piece.stripTrailing());
            rest = rest.substring(piece.length());
        }
        pieces.add(rest);
        return pieces;
    }
}

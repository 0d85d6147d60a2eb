package dev.maestro.client.screen;

import dev.maestro.client.platform.PlainText;
import dev.maestro.client.work.OutputLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The output of a run as rows: each kind of line with its mark and tone, wrapped to the width. */
final class OutputRows {

    /** A line that fills more rows than this says nothing more by its end. */
    private static final int MOST_ROWS_A_LINE = 12;

    private OutputRows() {}

    /** The last rows that fit; reads no more lines than it needs. */
    static List<Row> of(List<OutputLine> lines, int width, int height) {
        List<Row> backwards = new ArrayList<>();
        for (int i = lines.size() - 1; i >= 0 && backwards.size() < height; i--) {
            List<Row> rows = wrapped(lines.get(i), width);
            Collections.reverse(rows);
            backwards.addAll(rows);
        }
        List<Row> rows = new ArrayList<>(backwards.subList(0, Math.min(height, backwards.size())));
        Collections.reverse(rows);
        return rows;
    }

    private static List<Row> wrapped(OutputLine line, int width) {
        String mark = mark(line.kind());
        String text = PlainText.overwritten(line.text());
        List<Row> rows = new ArrayList<>();
        for (String piece : Pen.wrap(text, Math.max(1, width - mark.length()))) {
            if (rows.size() == MOST_ROWS_A_LINE) {
                rows.set(rows.size() - 1, Row.of(" ".repeat(mark.length()) + "\u2026", Tone.DIM));
                break;
            }
            rows.add(
                    Row.of(rows.isEmpty() ? mark : " ".repeat(mark.length()), tone(line.kind()))
                            .and(piece, tone(line.kind())));
        }
        return rows;
    }

    private static String mark(OutputLine.Kind kind) {
        return switch (kind) {
            case SAID -> "";
            case THOUGHT -> "~ ";
            case TOOL -> "\u25B8 ";
            case RESULT -> "  ";
            case FAILED -> "\u2717 ";
            case FILE -> "\u00B1 ";
            case RETRY -> "\u21BB ";
            case DENIED -> "\u2298 ";
            case ERROR -> "! ";
            case NOTE -> "\u00B7 ";
        };
    }

    private static Tone tone(OutputLine.Kind kind) {
        return switch (kind) {
            case SAID -> Tone.PLAIN;
            case THOUGHT, RESULT -> Tone.DIM;
            case TOOL, NOTE -> Tone.ACCENT;
            case FILE -> Tone.GOOD;
            case RETRY, DENIED -> Tone.WARN;
            case FAILED, ERROR -> Tone.BAD;
        };
    }
}

package dev.maestro.client.agent;

import java.util.ArrayDeque;
import java.util.Deque;

/** The end of what a program wrote to standard error: all there is when it crashed. */
public final class LastWords {

    private static final int MOST_LINES = 20;
    private static final int LONGEST = 500;

    private final Deque<String> lines = new ArrayDeque<>();

    public void add(String line) {
        String plain = line.replaceAll("\u001b\\[[0-9;]*m", "").strip();
        if (plain.isEmpty()) {
            return;
        }
        if (lines.size() == MOST_LINES) {
            lines.removeFirst();
        }
        lines.addLast(plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "\u2026");
    }

    public String text() {
        return String.join("\n", lines);
    }
}

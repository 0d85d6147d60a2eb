package dev.maestro.git;

import java.util.List;

/** What one git command said. Text is UTF-8; bytes that are not become U+FFFD. */
public record GitResult(int exit, String out, String err) {

    public boolean ok() {
        return exit == 0;
    }

    /** The output without surrounding white space: for commands that answer one line. */
    public String line() {
        return out.strip();
    }

    /** The output's lines, without an empty one at the end. */
    public List<String> lines() {
        return out.lines().toList();
    }

    /** The fields of output made with {@code -z}. */
    List<String> fields() {
        return out.isEmpty()
                ? List.of()
                : List.of(
                        out.substring(0, out.length() - (out.endsWith("\0") ? 1 : 0))
                                .split("\0", -1));
    }
}

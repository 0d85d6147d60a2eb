package dev.maestro.conformance;

import java.util.Locale;

/** What became of one point. */
public enum Outcome {
    PASS,
    FAIL,
    SKIPPED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

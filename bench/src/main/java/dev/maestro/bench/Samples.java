package dev.maestro.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Durations of one thing, measured many times. */
final class Samples {

    private final List<Long> nanos = new ArrayList<>();

    void add(long duration) {
        nanos.add(duration);
    }

    /** In milliseconds, to be read by people. */
    String at(double percentile) {
        return millis(quantile(percentile));
    }

    double quantile(double percentile) {
        List<Long> sorted = nanos.stream().sorted().toList();
        int index = (int) Math.ceil(percentile / 100 * sorted.size()) - 1;
        return sorted.get(Math.clamp(index, 0, sorted.size() - 1));
    }

    String median() {
        return at(50);
    }

    /** For programs. */
    double medianMillis() {
        return Math.round(quantile(50) / 1e5) / 10.0;
    }

    String spread() {
        return "p50 %s, p99 %s, of %d".formatted(at(50), at(99), nanos.size());
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, value < 20e6 ? "%.1f ms" : "%.0f ms", value / 1e6);
    }
}

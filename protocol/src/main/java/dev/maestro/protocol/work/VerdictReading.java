package dev.maestro.protocol.work;

import java.util.List;

/** What a review's text says. Anything but one clear verdict is no verdict. */
public sealed interface VerdictReading {

    /**
     * @param reason empty for an approval
     */
    record Found(boolean approved, String reason, List<String> findings) implements VerdictReading {
        public Found {
            findings = List.copyOf(findings);
        }
    }

    record None() implements VerdictReading {}

    /** Verdict lines that contradict each other, or that are of neither form. */
    record Ambiguous(List<String> lines) implements VerdictReading {
        public Ambiguous {
            lines = List.copyOf(lines);
        }
    }
}

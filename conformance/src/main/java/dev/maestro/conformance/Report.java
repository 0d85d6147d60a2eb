package dev.maestro.conformance;

import java.util.List;

/** All marks of one exam, in their order. */
public record Report(List<Mark> marks) {

    public Report {
        marks = List.copyOf(marks);
    }

    /** How many points of that weight ended so. */
    public long count(boolean mandatory, Outcome outcome) {
        return marks.stream()
                .filter(mark -> mark.mandatory() == mandatory && mark.outcome() == outcome)
                .count();
    }

    /** The ids of the points that failed, optional ones too. */
    public List<String> failures() {
        return marks.stream()
                .filter(mark -> mark.outcome() == Outcome.FAIL)
                .map(mark -> mark.point().id())
                .toList();
    }

    /** 0 only when every mandatory point passed. */
    public int exitCode() {
        if (count(true, Outcome.FAIL) > 0) {
            return ExitCode.FAILED;
        }
        return count(true, Outcome.SKIPPED) > 0 ? ExitCode.INCOMPLETE : ExitCode.PASSED;
    }
}

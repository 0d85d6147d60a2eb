package dev.maestro.studio.merge;

import dev.maestro.git.Trailers;
import dev.maestro.studio.plan.PlanId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The message of a release commit: the plan's title and goal, its tasks by phase with their merge
 * commits, and the counts. A pure function of what the plan has become.
 */
record ReleaseNotes(PlanId plan, String title, String goal, List<Entry> entries) {

    /**
     * A task of the plan, in the order of phases and numbers.
     *
     * @param mergeCommit empty when the task was cancelled
     */
    record Entry(
            int phasePosition,
            String phase,
            int number,
            String title,
            Optional<String> mergeCommit,
            int rejections) {}

    private static final int ABBREVIATED = 10;

    ReleaseNotes {
        entries = List.copyOf(entries);
    }

    String text() {
        StringBuilder notes = new StringBuilder("Release: ").append(title.strip()).append('\n');
        if (!goal.isBlank()) {
            notes.append('\n').append(goal.strip()).append('\n');
        }
        int phase = -1;
        for (Entry entry : entries) {
            if (entry.phasePosition() != phase) {
                phase = entry.phasePosition();
                notes.append('\n').append(entry.phase().strip()).append('\n');
            }
            notes.append(line(entry)).append('\n');
        }
        notes.append('\n').append(counts()).append('\n');
        SequencedMap<String, String> trailers = new LinkedHashMap<>();
        trailers.put("Maestro-Plan", plan.toString());
        return Trailers.append(notes.toString(), trailers);
    }

    private static String line(Entry entry) {
        return "  %d. %s (%s)"
                .formatted(
                        entry.number(),
                        entry.title().strip(),
                        entry.mergeCommit()
                                .map(commit -> commit.substring(0, ABBREVIATED))
                                .orElse("cancelled"));
    }

    private String counts() {
        long done = entries.stream().filter(entry -> entry.mergeCommit().isPresent()).count();
        long cancelled = entries.size() - done;
        int rejections = entries.stream().mapToInt(Entry::rejections).sum();
        StringBuilder counts = new StringBuilder(counted(done, "task", "tasks")).append(" done");
        if (cancelled > 0) {
            counts.append(", %d cancelled".formatted(cancelled));
        }
        if (rejections > 0) {
            counts.append(
                    ", reworked after %s"
                            .formatted(counted(rejections, "rejection", "rejections")));
        }
        return counts.append('.').toString();
    }

    private static String counted(long count, String one, String many) {
        return "%d %s".formatted(count, count == 1 ? one : many);
    }
}

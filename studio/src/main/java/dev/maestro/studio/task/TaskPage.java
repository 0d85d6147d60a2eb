package dev.maestro.studio.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A task with its neighbours and everything that happened to it, the newest first.
 *
 * @param status as {@link TaskStatus} says it
 */
public record TaskPage(
        TaskView task,
        String status,
        List<Neighbour> dependsOn,
        List<Neighbour> dependents,
        List<RunLine> runs,
        List<VerdictView> verdicts,
        List<CommentView> comments,
        List<MergeLine> merges) {

    public Optional<RunLine> liveRun() {
        return runs.stream().filter(RunLine::live).findFirst();
    }

    /**
     * A task this one waits for, or that waits for this one.
     *
     * @param status as {@link TaskStatus} says it
     */
    public record Neighbour(UUID id, int number, String title, String state, String status) {}

    /** A run of the task; the newest comes first. */
    public record RunLine(
            UUID id,
            String purpose,
            String state,
            int attempt,
            Optional<String> session,
            Optional<String> provider,
            Instant queuedAt,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            Optional<Instant> resumeAt,
            Optional<String> failure,
            Optional<String> failureDetail,
            Optional<String> progress,
            List<String> whyThis) {

        public boolean live() {
            return switch (state) {
                case "succeeded", "failed", "cancelled" -> false;
                default -> true;
            };
        }
    }

    /** A judgement on one commit, by a session's run or by a person. */
    public record VerdictView(
            UUID id,
            int round,
            boolean approved,
            String commitId,
            String reason,
            List<String> findings,
            boolean carried,
            Optional<UUID> runId,
            String by,
            Instant createdAt) {}

    public record CommentView(
            UUID id, String author, String kind, String body, Instant createdAt) {}

    /** A way into the epic that was tried. */
    public record MergeLine(
            UUID id,
            String state,
            Optional<String> mergeCommit,
            String detail,
            List<String> conflicts,
            Instant changedAt) {}
}

package dev.maestro.studio.plan;

import dev.maestro.studio.web.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A plan with its phases, tasks, merge queue and release. States are words in lower case.
 *
 * @param merges of tasks: those under way first, in their order, then the newest that ended
 * @param release the newest attempt to release it
 */
public record PlanPage(
        PlanView plan,
        Progress progress,
        List<PhaseView> phases,
        List<MergeView> merges,
        Optional<MergeView> release) {

    /** A phase with its tasks in order. */
    public record PhaseView(UUID id, int position, String title, List<TaskLine> tasks) {

        /** Tasks that are merged. */
        public long done() {
            return tasks.stream().filter(task -> task.state().equals("done")).count();
        }

        /** Tasks that were not given up. */
        public long counted() {
            return tasks.stream().filter(task -> !task.state().equals("cancelled")).count();
        }
    }

    /**
     * A task in the list.
     *
     * @param status as {@code state}, but a draft is told apart: {@code planned}, {@code blocked},
     *     {@code held}, {@code delayed} or {@code ready}
     * @param run the one that is alive
     */
    public record TaskLine(
            UUID id,
            int number,
            String slug,
            String title,
            String state,
            String status,
            boolean held,
            List<String> skills,
            Optional<Integer> estimateMinutes,
            int rejections,
            Optional<String> waitsFor,
            Optional<Instant> notBefore,
            String branch,
            Optional<String> headCommit,
            List<Dependency> dependsOn,
            Optional<LiveRun> run) {}

    /** A task that must be done first. */
    public record Dependency(UUID id, int number, String title, boolean done) {}

    /** A run that has not ended. */
    public record LiveRun(
            UUID id,
            String purpose,
            String state,
            int attempt,
            Optional<String> session,
            Optional<String> progress,
            Optional<Instant> resumeAt) {}

    /** A step of the merge queue, or the release. */
    public record MergeView(
            UUID id,
            String kind,
            Optional<UUID> task,
            Optional<Integer> number,
            String title,
            String state,
            Optional<String> mergeCommit,
            String detail,
            List<String> conflicts,
            Optional<UUID> gateRun,
            Instant changedAt) {

        public boolean live() {
            return switch (state) {
                case "waiting", "gating", "landing" -> true;
                default -> false;
            };
        }
    }
}

package dev.maestro.studio.task;

import dev.maestro.protocol.work.FailureReason;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.plan.PhaseId;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.skill.SkillList;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One piece of work.
 *
 * @param number counts within the plan, from 1
 * @param held an operator keeps it from being dispatched
 * @param branch pinned for the task's life
 * @param headCommit what was last submitted for review
 * @param authorSession who submitted it
 * @param failures failed attempts since a person last said "again"
 * @param sameFailures how often {@code lastFailure} came in a row
 * @param waitsFor what a person must decide, and which button ends it; only when an operator is
 *     needed
 * @param findings what the next develop round must mend
 * @param conflictCommit the epic's commit that must be merged into the branch
 * @param approvedPatch the patch id that was last approved
 * @param notBefore not dispatched earlier
 */
public record Task(
        TaskId id,
        PlanId planId,
        ProjectId projectId,
        PhaseId phaseId,
        int number,
        String slug,
        String title,
        String description,
        List<String> criteria,
        SkillList skills,
        List<String> paths,
        Optional<Integer> estimateMinutes,
        TaskState state,
        boolean held,
        String branch,
        Optional<String> headCommit,
        Optional<SessionId> authorSession,
        int rejections,
        int failures,
        Optional<FailureReason> lastFailure,
        int sameFailures,
        Optional<String> waitsFor,
        List<String> findings,
        List<String> conflictPaths,
        Optional<String> conflictCommit,
        Optional<String> approvedPatch,
        Optional<Instant> notBefore,
        Instant createdAt,
        Instant changedAt,
        Optional<Instant> startedAt,
        Optional<Instant> doneAt) {

    /** The branch's full ref. */
    public String branchRef() {
        return "refs/heads/" + branch;
    }

    /** Where uncommitted work of an interrupted attempt is kept on the remote. */
    public String snapshotRef() {
        return "refs/maestro/wip/" + id;
    }
}

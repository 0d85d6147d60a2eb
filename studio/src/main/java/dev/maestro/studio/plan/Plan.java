package dev.maestro.studio.plan;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.project.ProjectId;
import java.time.Instant;
import java.util.Optional;

/**
 * A goal, broken into phases and tasks.
 *
 * @param outline the text it was last read from
 * @param epicBranch pinned at activation, never changed
 * @param baseCommit where the epic branched off the base branch
 * @param subtasks how many tasks were added at the wish of agents
 */
public record Plan(
        PlanId id,
        ProjectId projectId,
        String title,
        String goal,
        String outline,
        PlanState state,
        Optional<String> epicBranch,
        Optional<String> baseCommit,
        UserId createdBy,
        Instant createdAt,
        Optional<Instant> activatedAt,
        Optional<Instant> completedAt,
        int subtasks) {

    /** The epic's full ref; only a plan that was activated has one. */
    public String epicRef() {
        return "refs/heads/" + epicBranch.orElseThrow();
    }
}

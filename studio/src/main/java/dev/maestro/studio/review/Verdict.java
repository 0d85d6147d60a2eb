package dev.maestro.studio.review;

import dev.maestro.git.CommitId;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.run.RunId;
import dev.maestro.studio.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A judgement on one exact commit.
 *
 * @param runId the review run that gave it
 * @param userId the person who gave it; neither when an earlier approval was carried over
 * @param round counts the task's verdicts, from 1
 * @param patchId names the change the commit makes since it left the epic
 * @param carried the same patch had been approved on another commit
 */
public record Verdict(
        VerdictId id,
        TaskId taskId,
        Optional<RunId> runId,
        Optional<UserId> userId,
        int round,
        boolean approved,
        CommitId commitId,
        String patchId,
        String reason,
        List<String> findings,
        boolean carried,
        Instant createdAt) {

    public Verdict {
        findings = List.copyOf(findings);
    }
}

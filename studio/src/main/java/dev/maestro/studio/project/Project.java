package dev.maestro.studio.project;

import dev.maestro.git.RemoteKey;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.workspace.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A repository under orchestration.
 *
 * @param checkCommand the project's own check, run by {@code sh -c}; without one the gate is open
 * @param lastSeq the number of its newest event
 */
public record Project(
        ProjectId id,
        WorkspaceId workspaceId,
        String slug,
        String name,
        RemoteKey remoteKey,
        String remoteUrl,
        String baseBranch,
        Optional<String> checkCommand,
        int checkTimeoutSeconds,
        UserId createdBy,
        Instant createdAt,
        long lastSeq) {

    /** After which a check is killed with its process tree. */
    public Duration checkTimeout() {
        return Duration.ofSeconds(checkTimeoutSeconds);
    }
}

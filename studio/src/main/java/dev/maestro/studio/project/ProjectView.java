package dev.maestro.studio.project;

import dev.maestro.studio.workspace.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A project as a member sees it, on the page and in the API.
 *
 * @param remoteUrl without credentials
 * @param role of the member who asks
 * @param lastSeq the number of the newest event
 */
public record ProjectView(
        UUID id,
        UUID workspaceId,
        String workspaceSlug,
        String workspaceName,
        Role role,
        String slug,
        String name,
        String remoteKey,
        String remoteUrl,
        String baseBranch,
        Optional<String> checkCommand,
        int checkTimeoutSeconds,
        Instant createdAt,
        long lastSeq) {}

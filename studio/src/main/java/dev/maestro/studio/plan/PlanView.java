package dev.maestro.studio.plan;

import dev.maestro.studio.workspace.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A plan as a member sees it on the page and in the API. The state is a word in lower case.
 *
 * @param role of the member who asks
 */
public record PlanView(
        UUID id,
        UUID projectId,
        String projectSlug,
        String projectName,
        String baseBranch,
        Role role,
        String title,
        String goal,
        String outline,
        String state,
        Optional<String> epicBranch,
        Optional<String> baseCommit,
        Instant createdAt,
        Optional<Instant> activatedAt,
        Optional<Instant> completedAt) {

    /** A plan that has begun and not ended. */
    public boolean running() {
        return state.equals("active") || state.equals("paused");
    }
}

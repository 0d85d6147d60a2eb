package dev.maestro.studio.run;

import dev.maestro.studio.workspace.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A run as a member sees it on the page and in the API. States are words in lower case.
 *
 * @param session who holds it, or held it last
 * @param checkExit exit code of the check command, of runs that reported one
 * @param checkLog the end of what the check printed
 */
public record RunView(
        UUID id,
        UUID projectId,
        String projectSlug,
        String projectName,
        Role role,
        UUID planId,
        String planTitle,
        Optional<UUID> taskId,
        Optional<Integer> taskNumber,
        Optional<String> taskTitle,
        Optional<UUID> mergeId,
        String purpose,
        String state,
        int attempt,
        long fence,
        Optional<String> commitId,
        Optional<UUID> sessionId,
        Optional<String> session,
        Optional<String> provider,
        Optional<String> model,
        Optional<String> progress,
        Instant queuedAt,
        Optional<Instant> dispatchedAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Instant> leaseUntil,
        Optional<Instant> resumeAt,
        Optional<String> failure,
        Optional<String> failureDetail,
        Optional<String> failureLog,
        List<String> whyThis,
        int orphaned,
        int pauses,
        Optional<Long> inputTokens,
        Optional<Long> outputTokens,
        Optional<Long> cachedTokens,
        Optional<Double> costUsd,
        Optional<String> checkCommand,
        Optional<Integer> checkExit,
        Optional<Long> checkMillis,
        Optional<String> checkLog) {

    public boolean live() {
        return switch (state) {
            case "succeeded", "failed", "cancelled" -> false;
            default -> true;
        };
    }

    /** What it is about, in a heading. */
    public String heading() {
        String what = Character.toUpperCase(purpose.charAt(0)) + purpose.substring(1);
        return taskTitle.map(title -> what + ": " + title).orElse(what + ": " + planTitle);
    }
}

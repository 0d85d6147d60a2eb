package dev.maestro.studio.task;

import dev.maestro.studio.workspace.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A task as a member sees it on the page and in the API. States are words in lower case.
 *
 * @param skills with the level asked, such as {@code java 4}
 * @param findings what the next develop round must mend
 * @param waitsFor what a person must decide
 */
public record TaskView(
        UUID id,
        UUID planId,
        String planTitle,
        String planState,
        UUID projectId,
        String projectSlug,
        String projectName,
        Role role,
        String phaseTitle,
        int number,
        String slug,
        String title,
        String description,
        List<String> criteria,
        List<String> skills,
        List<String> paths,
        Optional<Integer> estimateMinutes,
        String state,
        boolean held,
        String branch,
        Optional<String> headCommit,
        Optional<String> author,
        int rejections,
        int failures,
        Optional<String> lastFailure,
        Optional<String> waitsFor,
        List<String> findings,
        List<String> conflictPaths,
        Optional<Instant> notBefore,
        Instant createdAt,
        Instant changedAt,
        Optional<Instant> startedAt,
        Optional<Instant> doneAt) {

    /** Neither done nor cancelled. */
    public boolean open() {
        return !state.equals("done") && !state.equals("cancelled");
    }
}

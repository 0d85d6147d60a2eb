package dev.maestro.git;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A commit as people read it. {@code when} is the committer's time; the body has no subject and
 * keeps the trailers.
 */
public record CommitInfo(
        CommitId id,
        List<CommitId> parents,
        Person author,
        Instant when,
        String subject,
        String body,
        Map<String, List<String>> trailers) {

    public CommitInfo {
        parents = List.copyOf(parents);
        trailers = Map.copyOf(trailers);
    }
}

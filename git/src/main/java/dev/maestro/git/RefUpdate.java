package dev.maestro.git;

import java.util.Optional;

/**
 * A wish about one ref of a remote: move it from {@code expected} to {@code to}. Empty {@code
 * expected}: it must not exist. Empty {@code to}: delete it. Optional as components, because both
 * absences are meanings of the protocol.
 */
public record RefUpdate(String ref, Optional<CommitId> expected, Optional<CommitId> to) {

    /** Refuses with {@link IllegalRef} what is not a full ref. */
    public RefUpdate {
        Refs.full(ref);
    }

    String lease() {
        return "--force-with-lease=%s:%s".formatted(ref, expected.map(CommitId::hex).orElse(""));
    }

    String refspec() {
        return "%s:%s".formatted(to.map(CommitId::hex).orElse(""), ref);
    }
}

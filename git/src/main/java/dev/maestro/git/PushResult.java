package dev.maestro.git;

import java.util.Optional;

/** What became of a compare-and-set push. */
public sealed interface PushResult {

    /**
     * The remote's refs are as asked; also when they already were, so that a push may be repeated.
     */
    record Pushed() implements PushResult {}

    /**
     * A ref was not where we thought; nothing was changed. Where it is now, empty when it does not
     * exist.
     */
    record Moved(Optional<CommitId> actual) implements PushResult {}
}

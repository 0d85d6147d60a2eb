package dev.maestro.client.work;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a worktree to bring its work to safety, also by another daemon.
 *
 * @param start the commit it began from
 * @param remoteHead where the task's branch is on the remote
 * @param hidden where the task's hidden ref is on the remote, as far as this run has seen or moved
 *     it
 * @param copied files of the user's clone that never leave this machine
 */
record Occupied(
        Optional<String> start,
        Optional<String> remoteHead,
        Optional<String> hidden,
        List<String> copied) {

    static final Occupied UNKNOWN =
            new Occupied(Optional.empty(), Optional.empty(), Optional.empty(), null);

    Occupied(
            Optional<String> start,
            Optional<String> remoteHead,
            Optional<String> hidden,
            @Nullable List<String> copied) {
        this.start = start;
        this.remoteHead = remoteHead;
        this.hidden = hidden;
        this.copied = copied == null ? List.of() : List.copyOf(copied);
    }

    Occupied withRemoteHead(String commit) {
        return new Occupied(start, Optional.of(commit), hidden, copied);
    }

    Occupied withHidden(String commit) {
        return new Occupied(start, remoteHead, Optional.of(commit), copied);
    }

    Occupied withCopied(List<String> files) {
        return new Occupied(start, remoteHead, hidden, files);
    }
}

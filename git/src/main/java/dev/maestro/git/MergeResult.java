package dev.maestro.git;

import java.util.List;

/** What became of a merge in a bare clone. No ref has moved yet. */
public sealed interface MergeResult {

    /** A commit with the result exists; with a fast-forward it is the merged commit itself. */
    record Merged(CommitId commit, String treeId) implements MergeResult {}

    /** Nothing to do: the first commit already contains the other, and is the result. */
    record AlreadyMerged(CommitId commit) implements MergeResult {}

    /**
     * The two do not go together. Paths are sorted; there are none when the histories share no
     * commit.
     */
    record Conflict(List<String> paths, String detail) implements MergeResult {
        public Conflict {
            paths = List.copyOf(paths);
        }
    }
}

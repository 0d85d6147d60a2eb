package dev.maestro.git;

import java.util.List;

/** How a merge in a worktree began. Nothing is committed yet. */
public sealed interface MergeStart {

    /**
     * The result lies in the worktree, ready to commit; nothing is to be committed when it was
     * already merged.
     */
    record Clean(boolean alreadyMerged) implements MergeStart {}

    /** Files with conflict markers lie in the worktree; sorted. */
    record Conflicts(List<String> paths) implements MergeStart {
        public Conflicts {
            paths = List.copyOf(paths);
        }
    }
}

package dev.maestro.git;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A worktree at one moment.
 *
 * @param head the commit it stands on
 * @param branch the branch that is checked out; empty when detached
 * @param dirty whether anything is uncommitted, or untracked and not ignored
 * @param unmerged the files of a started merge that wait for somebody, sorted
 */
public record WorktreeStatus(
        CommitId head, Optional<BranchName> branch, boolean dirty, List<String> unmerged) {

    private static final String HEAD = "# branch.oid ";
    private static final String BRANCH = "# branch.head ";
    private static final String DETACHED = "(detached)";

    /** An unmerged entry has ten fields before its path, which may hold blanks. */
    private static final int UNMERGED_FIELDS = 11;

    public WorktreeStatus {
        unmerged = List.copyOf(unmerged);
    }

    /** Reads the answer to {@code git status --porcelain=v2 --branch -z --no-renames}. */
    static WorktreeStatus parse(List<String> fields) {
        CommitId head = null;
        Optional<BranchName> branch = Optional.empty();
        boolean dirty = false;
        TreeSet<String> unmerged = new TreeSet<>();
        for (String field : fields) {
            if (field.startsWith(HEAD)) {
                head = new CommitId(field.substring(HEAD.length()));
            } else if (field.startsWith(BRANCH)) {
                String name = field.substring(BRANCH.length());
                branch = name.equals(DETACHED) ? branch : Optional.of(new BranchName(name));
            } else if (!field.startsWith("#")) {
                dirty = true;
                if (field.startsWith("u ")) {
                    unmerged.add(field.split(" ", UNMERGED_FIELDS)[UNMERGED_FIELDS - 1]);
                }
            }
        }
        if (head == null) {
            throw new IllegalStateException("git did not tell where the worktree stands");
        }
        return new WorktreeStatus(head, branch, dirty, List.copyOf(unmerged));
    }
}

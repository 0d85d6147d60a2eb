package dev.maestro.client.state;

import dev.maestro.git.CommitId;
import dev.maestro.git.Git;
import dev.maestro.git.GitResult;
import java.util.List;

/**
 * Whether what a commit holds is in a branch that everybody has: the base branch or an epic, as the
 * mirror last saw them on the remote. A task's own branch does not count.
 */
final class Merged {

    private static final String REMOTE = "refs/remotes/origin";

    private final Git mirror;

    Merged(Git mirror) {
        this.mirror = mirror;
    }

    /**
     * The commit is an ancestor of such a branch, or to merge it into one would change nothing: so
     * it is for a snapshot whose files were committed later.
     */
    boolean holds(CommitId commit) {
        if (!containing(commit.hex()).isEmpty()) {
            return true;
        }
        GitResult parent = mirror.tryRun("rev-parse", "--verify", "--quiet", commit.hex() + "^1");
        return parent.ok()
                && containing(parent.line()).stream()
                        .anyMatch(branch -> addsNothing(branch, commit));
    }

    private boolean addsNothing(String branch, CommitId commit) {
        GitResult merged = mirror.tryRun("merge-tree", "--write-tree", branch, commit.hex());
        return merged.ok()
                && merged.line().equals(mirror.run("rev-parse", branch + "^{tree}").line());
    }

    private List<String> containing(String commit) {
        return mirror
                .run("for-each-ref", "--contains", commit, "--format=%(refname)", REMOTE)
                .lines()
                .stream()
                .filter(ref -> !ref.startsWith(REMOTE + "/task/"))
                .toList();
    }
}

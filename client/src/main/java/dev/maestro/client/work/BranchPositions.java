package dev.maestro.client.work;

import dev.maestro.client.state.HiddenRefs;
import dev.maestro.git.Git;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Where all local branches of a mirror stand at one moment: ref → commit. */
record BranchPositions(Map<String, String> commits) {

    BranchPositions {
        commits = Map.copyOf(commits);
    }

    static BranchPositions of(Git git) {
        Map<String, String> commits = new HashMap<>();
        for (String line :
                git.run(
                                "for-each-ref",
                                "--format=%(refname) %(objectname)",
                                "refs/heads",
                                "refs/tags")
                        .lines()) {
            int blank = line.indexOf(' ');
            commits.put(line.substring(0, blank), line.substring(blank + 1));
        }
        return new BranchPositions(commits);
    }

    /** What is otherwise now, apart from the refs that may move. */
    Difference until(BranchPositions now, Set<String> mayMove) {
        Set<String> moved = new TreeSet<>(commits.keySet());
        moved.addAll(now.commits.keySet());
        moved.removeAll(mayMove);
        moved.removeIf(ref -> String.valueOf(commits.get(ref)).equals(now.commits.get(ref)));
        return new Difference(this, now, moved);
    }

    record Difference(BranchPositions before, BranchPositions now, Set<String> refs) {

        boolean isEmpty() {
            return refs.isEmpty();
        }

        /** Puts every ref back to where it was; what was there is remembered as a leftover. */
        void undo(Git git) {
            for (String ref : refs) {
                String there = now.commits.get(ref);
                if (there != null) {
                    git.tryRun(
                            "update-ref",
                            HiddenRefs.LEFTOVER
                                    + ref.substring("refs/".length())
                                    + "/"
                                    + there.substring(0, 10),
                            there);
                }
                String commit = before.commits.get(ref);
                if (commit == null) {
                    git.tryRun("update-ref", "-d", ref);
                } else {
                    git.tryRun("update-ref", ref, commit);
                }
            }
        }
    }
}

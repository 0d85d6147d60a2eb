package dev.maestro.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry of {@code git worktree list}; the directory may be gone. The branch is a full ref, empty
 * when detached.
 */
record ListedWorktree(Path directory, String branch) {

    /** The clone's own working tree comes first. */
    static List<ListedWorktree> all(Git git) {
        List<ListedWorktree> entries = new ArrayList<>();
        for (String field : git.run("worktree", "list", "--porcelain", "-z").fields()) {
            if (field.startsWith("worktree ")) {
                entries.add(new ListedWorktree(Path.of(field.substring("worktree ".length())), ""));
            } else if (field.startsWith("branch ")) {
                ListedWorktree last = entries.removeLast();
                entries.add(
                        new ListedWorktree(last.directory(), field.substring("branch ".length())));
            }
        }
        return entries;
    }
}

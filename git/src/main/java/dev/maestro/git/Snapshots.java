package dev.maestro.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Unfinished work as a commit beside the branch, made through an index of its own. */
final class Snapshots {

    private Snapshots() {}

    static Optional<CommitId> take(Git git, String ref, String message, List<String> without) {
        List<String> now =
                git.run("rev-parse", "HEAD", "HEAD^{tree}", "--absolute-git-dir").lines();
        String tree = tree(git, Path.of(now.get(2)), without);
        if (tree.equals(now.get(1))) {
            return Optional.empty();
        }
        Optional<CommitId> same = same(git, ref, tree, now.get(0));
        if (same.isPresent()) {
            return same;
        }
        byte[] text = (message.strip() + "\n").getBytes(StandardCharsets.UTF_8);
        CommitId commit =
                new CommitId(
                        git.runWith(text, "commit-tree", tree, "-p", now.get(0), "-F", "-").line());
        git.run("update-ref", ref, commit.hex());
        return Optional.of(commit);
    }

    /**
     * Upon its own parent a snapshot is put back exactly, removed files included. Upon another
     * commit it is applied as the change it was; what does not fit stays in the files between
     * conflict markers, for whoever goes on with the work.
     */
    static void restore(Git git, CommitId snapshot) {
        List<String> commits = git.run("rev-parse", "HEAD", snapshot.hex() + "^1").lines();
        if (commits.get(0).equals(commits.get(1))) {
            git.run(
                    "restore",
                    "--source=" + snapshot.hex(),
                    "--worktree",
                    "--no-overlay",
                    "--",
                    ":/");
            return;
        }
        List<String> command = List.of("cherry-pick", "--no-commit", snapshot.hex());
        GitResult applied = git.tryRun(command);
        if (applied.exit() > 1) {
            throw git.failure(command, applied);
        }
        git.run("reset", "--quiet");
    }

    /** What the ref holds already, when nothing has changed since. */
    private static Optional<CommitId> same(Git git, String ref, String tree, String parent) {
        String[] held =
                git.run("for-each-ref", "--format=%(objectname) %(tree) %(parent)", ref)
                        .line()
                        .split(" ", -1);
        return held.length == 3 && held[1].equals(tree) && held[2].equals(parent)
                ? Optional.of(new CommitId(held[0]))
                : Optional.empty();
    }

    /** All that is in the working tree and not ignored, as a tree; the index stays as it is. */
    static String tree(Git git, List<String> without) {
        return tree(git, Path.of(git.run("rev-parse", "--absolute-git-dir").line()), without);
    }

    private static String tree(Git git, Path gitDirectory, List<String> without) {
        try {
            Path index = Files.createTempFile(gitDirectory, "snapshot-index", ".tmp");
            try {
                // A copy of the real index: git then reads again only the files that changed since.
                // With
                // its time: git distrusts entries as young as the index itself, and must go on to.
                Path real = gitDirectory.resolve("index");
                if (Files.exists(real)) {
                    Files.copy(
                            real,
                            index,
                            StandardCopyOption.REPLACE_EXISTING,
                            StandardCopyOption.COPY_ATTRIBUTES);
                } else {
                    Files.delete(index);
                }
                Git apart = git.with("GIT_INDEX_FILE", index.toString());
                List<String> add = List.of("add", "--all", "--ignore-errors", "--", ":/");
                GitResult added = apart.tryRun(add);
                // 1: a file could not be read. A snapshot without it is better than none.
                if (added.exit() > 1) {
                    throw git.failure(add, added);
                }
                unstage(apart, without);
                return apart.run("write-tree").line();
            } finally {
                Files.deleteIfExists(index);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no snapshot could be made in " + gitDirectory, e);
        }
    }

    /** Takes files out of an index, wherever they came from; the files themselves stay. */
    static void unstage(Git git, List<String> paths) {
        if (!paths.isEmpty()) {
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    "--literal-pathspecs",
                                    "rm",
                                    "-r",
                                    "--cached",
                                    "--force",
                                    "--quiet",
                                    "--ignore-unmatch",
                                    "--"));
            command.addAll(paths);
            git.run(command);
        }
    }
}

package dev.maestro.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Unfinished work as a commit beside the branch, made through an index of its own. */
final class Snapshots {

    private final Git git;
    private final Path entry;
    private final Path repository;

    /**
     * @param entry what the repository keeps of the worktree
     */
    Snapshots(Git git, Path entry, Path repository) {
        this.git = git;
        this.entry = entry;
        this.repository = repository;
    }

    Optional<CommitId> take(String ref, String message, List<String> without) {
        List<String> now = git.run("rev-parse", "HEAD", "HEAD^{tree}").lines();
        String tree = tree(without);
        if (tree.equals(now.get(1))) {
            return Optional.empty();
        }
        Optional<CommitId> same = same(ref, tree, now.get(0));
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
    private Optional<CommitId> same(String ref, String tree, String parent) {
        String[] held =
                git.run("for-each-ref", "--format=%(objectname) %(tree) %(parent)", ref)
                        .line()
                        .split(" ", -1);
        return held.length == 3 && held[1].equals(tree) && held[2].equals(parent)
                ? Optional.of(new CommitId(held[0]))
                : Optional.empty();
    }

    /** All that is in the working tree and not ignored, as a tree; the index stays as it is. */
    String tree(List<String> without) {
        try {
            Path room =
                    Files.createTempDirectory(Files.createDirectories(room(repository)), "tree");
            try {
                Path index = room.resolve("index");
                Git apart = git.with("GIT_INDEX_FILE", index.toString());
                if (!copy(entry.resolve("index"), index)) {
                    apart.run("read-tree", "HEAD");
                }
                List<String> add = List.of("add", "--all", "--ignore-errors", "--", ":/");
                GitResult added = apart.tryRun(add);
                // 1: a file could not be read. A snapshot without it is better than none.
                if (added.exit() > 1) {
                    throw git.failure(add, added);
                }
                unstage(apart, without);
                return apart.run("write-tree").line();
            } finally {
                clear(room);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no snapshot could be made of " + entry, e);
        }
    }

    /** Where the index of a snapshot is: whoever works in a worktree may write its entry. */
    static Path room(Path repository) {
        return repository.resolve("maestro-snapshots");
    }

    /**
     * A copy of the real index: git then reads again only the files that changed since. With its
     * time: git distrusts entries as young as the index itself, and must go on to.
     *
     * <p>The file is given a second name first, under which nobody can put a link or a pipe in its
     * place between our look and our reading.
     *
     * @return false when there is none, or it is none
     */
    static boolean copy(Path real, Path index) throws IOException {
        Path held = index.resolveSibling("held");
        try {
            Files.createLink(held, real);
        } catch (FileSystemException | UnsupportedOperationException none) {
            return false;
        }
        if (!Files.isRegularFile(held, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Files.copy(held, index, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
        return true;
    }

    private static void clear(Path room) throws IOException {
        try (Stream<Path> files = Files.list(room)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.delete(room);
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

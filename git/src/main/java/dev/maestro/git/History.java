package dev.maestro.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads commits, files and differences of one repository. Never writes a ref. */
final class History {

    private final Git git;
    private final Path scratch;

    History(Git git, Path scratch) {
        this.git = git;
        this.scratch = scratch;
    }

    Optional<CommitId> resolve(String revision) {
        GitResult found =
                git.tryRun(
                        "rev-parse", "--verify", "--quiet", Refs.revision(revision) + "^{commit}");
        return found.ok() ? Optional.of(new CommitId(found.line())) : Optional.empty();
    }

    boolean has(CommitId commit) {
        return git.tryRun("cat-file", "-e", commit.hex() + "^{commit}").ok();
    }

    boolean isAncestor(CommitId ancestor, CommitId descendant) {
        GitResult answer =
                git.tryRun("merge-base", "--is-ancestor", ancestor.hex(), descendant.hex());
        if (answer.exit() > 1) {
            throw git.failure(
                    List.of("merge-base", "--is-ancestor", ancestor.hex(), descendant.hex()),
                    answer);
        }
        return answer.ok();
    }

    /**
     * {@code --verbatim} (which is also stable) and not {@code --stable} alone: that ignores white
     * space, and in some languages an indentation is the difference between reviewed code and other
     * code. The difference goes through a file, since it may be larger than we want in memory, and
     * as bytes, since it need not be text.
     */
    String patchId(CommitId base, CommitId commit) {
        try {
            Path difference = Files.createTempFile(scratch, "difference", ".tmp");
            try {
                git.runIntoFile(
                        difference,
                        "diff-tree",
                        "-p",
                        "--full-index",
                        "--no-renames",
                        "--merge-base",
                        base.hex(),
                        commit.hex());
                String line = git.runFromFile(difference, "patch-id", "--verbatim").line();
                int space = line.indexOf(' ');
                return space < 0 ? line : line.substring(0, space);
            } finally {
                Files.deleteIfExists(difference);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no room for a difference in " + scratch, e);
        }
    }

    List<DiffFile> diff(CommitId base, CommitId commit) {
        return DiffFiles.parse(
                git.run(
                                "diff-tree",
                                "-r",
                                "-z",
                                "-M",
                                "--raw",
                                "--numstat",
                                "--merge-base",
                                base.hex(),
                                commit.hex())
                        .fields());
    }

    String diffText(CommitId base, CommitId commit, int maxBytes) {
        return expectOk(
                        git.tryRunCutAt(
                                maxBytes,
                                "diff-tree",
                                "-p",
                                "-M",
                                "--merge-base",
                                base.hex(),
                                commit.hex()),
                        "diff-tree")
                .out();
    }

    Optional<String> show(CommitId commit, String path, int maxBytes) {
        if (path.isEmpty()
                || path.startsWith("/")
                || path.startsWith(".") && path.matches("\\.{1,2}(/.*)?")
                || path.indexOf('\0') >= 0) {
            throw new IllegalRef(
                    "\"%s\" is not a path inside a repository".formatted(Refs.shown(path)));
        }
        GitResult file = git.tryRunCutAt(maxBytes, "cat-file", "blob", commit.hex() + ":" + path);
        if (!file.ok() && !has(commit)) {
            throw git.failure(List.of("cat-file", "blob", commit.hex() + ":" + path), file);
        }
        return file.ok() ? Optional.of(file.out()) : Optional.empty();
    }

    CommitInfo info(CommitId commit) {
        return CommitInfos.parse(git.run("log", "-z", "-1", CommitInfos.FORMAT, commit.hex()))
                .getFirst();
    }

    List<CommitInfo> log(CommitId from, CommitId excluding, int limit) {
        return CommitInfos.parse(
                git.run(
                        "log",
                        "-z",
                        "--max-count=" + limit,
                        CommitInfos.FORMAT,
                        from.hex(),
                        "^" + excluding.hex()));
    }

    private GitResult expectOk(GitResult result, String command) {
        if (!result.ok()) {
            throw git.failure(List.of(command), result);
        }
        return result;
    }
}

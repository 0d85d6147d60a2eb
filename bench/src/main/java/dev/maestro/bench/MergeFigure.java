package dev.maestro.bench;

import dev.maestro.git.BareClone;
import dev.maestro.git.CommitId;
import dev.maestro.git.Git;
import dev.maestro.git.MergeResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A merge in a repository of 20,000 files, in the bare clone and as checkout and merge. */
final class MergeFigure implements Figure {

    private static final int FILES = 20_000;
    private static final int WARM_UP = 5;
    private static final int TIMES = 40;

    @Override
    public String name() {
        return "merge";
    }

    @Override
    public List<Row> measure(Path directory) {
        Path work = directory.resolve("work");
        for (int i = 0; i < FILES; i++) {
            Ground.write(
                    work.resolve("d%d/e%d/file%d.txt".formatted(i / 1000, i / 50 % 20, i)),
                    "line one of file %d%nline two%nline three%n".formatted(i));
        }
        Git git = Git.at(work);
        git.run("init", "--quiet", "--initial-branch=main");
        git.run("config", "user.name", "Bench");
        git.run("config", "user.email", "bench@maestro.invalid");
        commit(git, "Begin");
        git.run("switch", "--quiet", "-c", "topic");
        Ground.write(work.resolve("d1/e1/added.txt"), "added\n");
        commit(git, "Topic");
        git.run("switch", "--quiet", "main");
        Ground.write(work.resolve("d2/e2/other.txt"), "other\n");
        commit(git, "Main goes on");
        git.run("repack", "-a", "-d", "-q");
        CommitId ours = CommitId.parse(git.run("rev-parse", "main").line());
        CommitId theirs = CommitId.parse(git.run("rev-parse", "topic").line());

        Samples bare = new Samples();
        try (BareClone clone = BareClone.open(directory.resolve("bare.git"), work.toString())) {
            clone.fetch("+refs/heads/*:refs/heads/*");
            for (int i = -WARM_UP; i < TIMES; i++) {
                long began = System.nanoTime();
                MergeResult result =
                        clone.merge(ours, theirs, "Merge", Instant.ofEpochSecond(i + 100L), true);
                took(bare, i, began);
                if (!(result instanceof MergeResult.Merged)) {
                    throw new IllegalStateException("not merged: " + result);
                }
            }
        }
        Samples checkout = new Samples();
        for (int i = -WARM_UP; i < TIMES; i++) {
            // A queue with a working tree comes from the branch that it worked on before.
            git.run("checkout", "--quiet", "--detach", theirs.hex());
            long began = System.nanoTime();
            git.run("checkout", "--quiet", "--detach", ours.hex());
            git.run("merge", "--quiet", "--no-ff", "-m", "Merge", theirs.hex());
            took(checkout, i, began);
        }
        Samples fresh = new Samples();
        for (int i = 0; i < 3; i++) {
            Path tree = directory.resolve("tree" + i);
            long began = System.nanoTime();
            git.run("worktree", "add", "--quiet", "--detach", tree.toString(), ours.hex());
            Git.at(tree).run("merge", "--quiet", "--no-ff", "-m", "Merge", theirs.hex());
            fresh.add(System.nanoTime() - began);
        }
        return List.of(
                new Row("merge, 20,000 files, bare clone", bare.spread(), "≤ 30 ms"),
                new Row(
                        "the same by checkout and merge in a warm working tree",
                        "%s (%s times)".formatted(checkout.spread(), ratio(checkout, bare)),
                        ""),
                new Row(
                        "the same by a new worktree and merge",
                        "%s (%s times)".formatted(fresh.spread(), ratio(fresh, bare)),
                        ""));
    }

    private static void commit(Git git, String message) {
        git.run("add", "--all");
        git.run("commit", "--quiet", "-m", message);
    }

    private static void took(Samples samples, int turn, long began) {
        if (turn >= 0) {
            samples.add(System.nanoTime() - began);
        }
    }

    private static String ratio(Samples slow, Samples fast) {
        return String.format(Locale.ROOT, "%.1f", slow.quantile(50) / fast.quantile(50));
    }
}

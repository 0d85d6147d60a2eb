package dev.maestro.bench;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.ProcessSpec;
import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.sandbox.Confinement;
import dev.maestro.client.sandbox.GitFence;
import dev.maestro.client.sandbox.Needs;
import dev.maestro.client.sandbox.Sandbox;
import dev.maestro.client.sandbox.Territory;
import dev.maestro.git.BranchName;
import dev.maestro.git.CommitId;
import dev.maestro.git.Git;
import dev.maestro.git.Worktrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;

/** What the sandbox adds to the start of a program, from the order to its end. */
final class SandboxFigure implements Figure {

    private static final int WARM_UP = 10;
    private static final int TIMES = 60;

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public List<Row> measure(Path directory) {
        Path worktree;
        Territory territory;
        try {
            UUID project = UUID.randomUUID();
            MaestroHome maestro = new MaestroHome(directory.resolve("home/.maestro"));
            Path clone = Files.createDirectories(directory.resolve("clone"));
            Git git = Git.at(clone);
            git.run("init", "--quiet");
            git.run("commit", "--quiet", "--allow-empty", "-m", "Begin");
            CommitId commit = CommitId.parse(git.run("rev-parse", "HEAD").line());
            Path mirror = Files.createDirectories(maestro.mirror(project));
            Git.at(mirror).run("init", "--quiet", "--bare");
            GitFence.prepare(mirror);
            Git.at(mirror).run("fetch", "--quiet", clone.toString(), "HEAD:refs/remotes/o/main");
            worktree =
                    Worktrees.of(mirror, maestro.worktrees(project), maestro.idle(project))
                            .branch("one", new BranchName("task/one"), commit)
                            .directory();
            territory =
                    new Territory(
                            directory.resolve("home"),
                            maestro,
                            project,
                            clone,
                            System.getenv(),
                            List.of(),
                            List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Confinement fence = Sandbox.open(territory).confinement();
        Samples plain = new Samples();
        Samples confined = new Samples();
        for (int turn = -WARM_UP; turn < TIMES; turn++) {
            // In turns, so that what else the machine does falls on both.
            long free = start(Confinement.off(), worktree);
            long held = start(fence, worktree);
            if (turn >= 0) {
                plain.add(free);
                confined.add(held);
            }
        }
        double adds = (confined.quantile(50) - plain.quantile(50)) / 1e6;
        return List.of(
                new Row("a program's start and end, without a sandbox", plain.spread(), ""),
                new Row("the same in the sandbox", confined.spread(), ""),
                new Row(
                        "what the sandbox adds, by the medians",
                        String.format(Locale.ROOT, "%.1f ms", adds),
                        "≤ 30 ms"));
    }

    private static long start(Confinement confinement, Path worktree) {
        ProcessSpec spec =
                new ProcessSpec(
                        List.of("sh", "-c", "exit 5"),
                        worktree,
                        Map.of("PATH", System.getenv("PATH")),
                        Path.of("/dev/null"),
                        "bench-sandbox");
        long began = System.nanoTime();
        ProcessTree tree = ProcessTree.start(confinement.confine(spec, Needs.nothing()));
        try {
            OptionalInt exit = tree.await(Duration.ofSeconds(20));
            long took = System.nanoTime() - began;
            if (exit.orElse(-1) != 5) {
                throw new IllegalStateException("it ended with " + exit);
            }
            return took;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

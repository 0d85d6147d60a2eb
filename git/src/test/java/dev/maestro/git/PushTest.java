package dev.maestro.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushTest {

    private static final String EPIC = "refs/heads/epic/x";
    private static final PushResult PUSHED = new PushResult.Pushed();

    private Workshop workshop;
    private CommitId begin;
    private CommitId next;
    private BareClone bare;

    @BeforeEach
    void open(@TempDir Path room) {
        workshop = new Workshop(room);
        begin = workshop.head();
        next = workshop.on("task", Optional.of(begin)).file("a", "a").commit("Next");
        workshop.pushed();
        bare = workshop.bareClone();
    }

    @AfterEach
    void close() {
        bare.close();
    }

    @Test
    void makesMovesAndDeletesARef() {
        assertThat(bare.push(EPIC, Optional.empty(), Optional.of(begin))).isEqualTo(PUSHED);
        assertThat(bare.push(EPIC, Optional.of(begin), Optional.of(next))).isEqualTo(PUSHED);
        assertThat(workshop.onRemote(EPIC)).contains(next);

        assertThat(bare.push(EPIC, Optional.of(next), Optional.empty())).isEqualTo(PUSHED);

        assertThat(workshop.onRemote(EPIC)).isEmpty();
    }

    @Test
    void refusesARefThatMoved() {
        bare.push(EPIC, Optional.empty(), Optional.of(begin));
        CommitId foreign = workshop.file("b", "b").commit("Foreign");
        workshop.git().run("push", "--quiet", "origin", "HEAD:" + EPIC);

        assertThat(bare.push(EPIC, Optional.of(begin), Optional.of(next)))
                .isEqualTo(moved(Optional.of(foreign)));
        assertThat(bare.push(EPIC, Optional.of(begin), Optional.empty()))
                .isEqualTo(moved(Optional.of(foreign)));

        assertThat(workshop.onRemote(EPIC)).contains(foreign);
    }

    @Test
    void refusesToMakeARefThatExists() {
        bare.push(EPIC, Optional.empty(), Optional.of(begin));

        assertThat(bare.push(EPIC, Optional.empty(), Optional.of(next)))
                .isEqualTo(moved(Optional.of(begin)));
    }

    @Test
    void refusesToMoveARefThatIsGone() {
        assertThat(bare.push(EPIC, Optional.of(begin), Optional.of(next)))
                .isEqualTo(moved(Optional.empty()));
    }

    @Test
    void mayBeRepeated() {
        bare.push(EPIC, Optional.empty(), Optional.of(begin));

        assertThat(bare.push(EPIC, Optional.empty(), Optional.of(begin))).isEqualTo(PUSHED);
        bare.push(EPIC, Optional.of(begin), Optional.empty());
        assertThat(bare.push(EPIC, Optional.of(begin), Optional.empty())).isEqualTo(PUSHED);
    }

    @Test
    void movesSeveralRefsOrNone() {
        bare.push(EPIC, Optional.empty(), Optional.of(begin));
        RefUpdate fine = new RefUpdate("refs/heads/release", Optional.empty(), Optional.of(next));
        RefUpdate stale = new RefUpdate(EPIC, Optional.of(next), Optional.of(begin));
        RefUpdate stillStale = new RefUpdate(EPIC, Optional.of(next), Optional.empty());

        assertThat(bare.pushAtomically(List.of(fine, stillStale)))
                .isEqualTo(moved(Optional.of(begin)));
        assertThat(workshop.onRemote("refs/heads/release")).isEmpty();

        assertThat(bare.pushAtomically(List.of(fine, stale))).isEqualTo(PUSHED);
        assertThat(workshop.onRemote("refs/heads/release")).contains(next);
    }

    @Test
    void lettingManyPushTheSameRefOneWins() throws Exception {
        bare.push(EPIC, Optional.empty(), Optional.of(begin));
        CommitId other = workshop.on("other", Optional.of(begin)).file("c", "c").commit("Other");
        workshop.pushed();
        try (BareClone second =
                        BareClone.open(
                                workshop.room().resolve("second.git"),
                                workshop.remote().toString());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<PushResult>> race =
                    List.of(
                            () -> bare.push(EPIC, Optional.of(begin), Optional.of(next)),
                            () -> second.push(EPIC, Optional.of(begin), Optional.of(other)));

            List<PushResult> results =
                    threads.invokeAll(race).stream().map(Future::resultNow).toList();

            assertThat(results).containsOnlyOnce(PUSHED);
        }
    }

    @Test
    void reportsARefusalOfTheServerAsAFailure() throws IOException {
        hook(workshop.remote().resolve("hooks/pre-receive"), "echo not today >&2; exit 1");

        assertThatThrownBy(() -> bare.push(EPIC, Optional.empty(), Optional.of(begin)))
                .isInstanceOf(GitFailed.class)
                .hasMessageContaining("not today");
    }

    @Test
    void runsNoHookOfTheClone() throws IOException {
        Path trap = workshop.room().resolve("pwned");
        for (Path hooks :
                List.of(
                        workshop.local().resolve(".git/hooks"),
                        workshop.room().resolve("studio/bare.git/hooks"))) {
            for (String name :
                    List.of(
                            "pre-commit",
                            "commit-msg",
                            "post-commit",
                            "pre-push",
                            "post-checkout",
                            "pre-merge-commit",
                            "prepare-commit-msg",
                            "reference-transaction",
                            "post-index-change")) {
                hook(hooks.resolve(name), "touch " + trap + "; exit 1");
            }
        }

        Worktree worktree = workshop.worktrees().branch("one", new BranchName("work/one"), begin);
        Workshop.write(worktree.directory().resolve("new"), "new");
        worktree.commitAll("New", Workshop.ADA);
        worktree.startMerge(next);
        assertThat(worktree.push(new BranchName("work/one"), Optional.empty(), worktree.head()))
                .isEqualTo(PUSHED);
        assertThat(bare.push(EPIC, Optional.empty(), Optional.of(begin))).isEqualTo(PUSHED);
        bare.fetch("+refs/heads/*:refs/remotes/origin/*");

        assertThat(trap).doesNotExist();
    }

    private static void hook(Path file, String script) throws IOException {
        Workshop.write(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static PushResult moved(Optional<CommitId> actual) {
        return new PushResult.Moved(actual);
    }
}

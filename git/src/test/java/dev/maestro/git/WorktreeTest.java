package dev.maestro.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorktreeTest {

    private static final BranchName TASK = new BranchName("task/one");
    private static final String WIP = "refs/maestro/wip/one";

    private Workshop workshop;
    private CommitId begin;
    private Worktrees worktrees;
    private Worktree worktree;

    @BeforeEach
    void open(@TempDir Path room) {
        workshop = new Workshop(room);
        workshop.file("gone.txt", "gone\n").file("bin", "old").file(".gitignore", "*.log\n");
        begin = workshop.commit("Files");
        workshop.pushed();
        worktrees = workshop.worktrees();
        worktree = worktrees.branch("one", TASK, begin);
    }

    @Test
    void takesNoFileForItsOwnThatIsExcludedByItsExactName() {
        worktrees.exclude(List.of("secret [1]*.txt", ".env"));
        write("secret [1]*.txt", "");
        write("secret 1.txt", "");
        write(".env", "");

        assertThat(worktree.changed()).containsExactly("secret 1.txt");
    }

    @Test
    void answersTheSameSnapshotUntilSomethingChanges() {
        write("new.txt", "one\n");
        CommitId first = worktree.snapshot(WIP, "Unfinished", List.of("left-out")).orElseThrow();

        assertThat(worktree.snapshot(WIP, "Unfinished", List.of("left-out"))).contains(first);
        write("new.txt", "two\n");
        assertThat(worktree.snapshot(WIP, "Unfinished")).isPresent().get().isNotEqualTo(first);
    }

    @Test
    void leavesOutOfASnapshotWhatIsStagedAndNotToBeInIt() {
        write("new.txt", "one\n");
        write("secret.txt", "secret\n");
        worktree.git().run("add", "secret.txt");

        CommitId snapshot =
                worktree.snapshot(WIP, "Unfinished", List.of("secret.txt")).orElseThrow();

        assertThat(worktree.git().tryRun("show", snapshot.hex() + ":secret.txt").ok()).isFalse();
        assertThat(worktree.git().run("show", snapshot.hex() + ":new.txt").out())
                .isEqualTo("one\n");
        assertThat(worktree.tracked(List.of("secret.txt", "new.txt")))
                .containsExactly("secret.txt");
    }

    @Test
    void commitsEverythingThatIsNotIgnored() {
        write("src/a b.txt", "a");
        write("debug.log", "noise");
        write("README.md", "changed");
        assertThat(worktree.changed()).containsExactly("README.md", "src/a b.txt");

        CommitId commit = worktree.commitAll("Work\n\n# kept\n\nMaestro-Run: r1\n", Workshop.ADA);

        assertThat(worktree.status().dirty()).isFalse();
        assertThat(worktree.head()).isEqualTo(commit);
        assertThat(Git.at(worktree.directory()).run("log", "-1", "--format=%an %cn%n%B").out())
                .startsWith("Ada Ada\nWork\n\n# kept\n\nMaestro-Run: r1\n");
    }

    @Test
    void failsToCommitNothing() {
        assertThatThrownBy(() -> worktree.commitAll("Nothing", Workshop.ADA))
                .isInstanceOf(GitFailed.class);
    }

    @Test
    void pushesByCompareAndSet() {
        write("a", "a");
        CommitId one = worktree.commitAll("One", Workshop.ADA);

        assertThat(worktree.push(TASK, Optional.empty(), worktree.head()))
                .isEqualTo(new PushResult.Pushed());
        assertThat(workshop.onRemote(TASK.ref())).contains(one);

        write("a", "b");
        worktree.commitAll("Two", Workshop.ADA);
        assertThat(worktree.push(TASK, Optional.of(begin), worktree.head()))
                .isEqualTo(new PushResult.Moved(Optional.of(one)));
        assertThat(worktree.push(TASK, Optional.of(one), worktree.head()))
                .isEqualTo(new PushResult.Pushed());
    }

    @Test
    void snapshotsWithoutTouchingAnything() {
        write("new.txt", "new");
        write("README.md", "changed");
        Git.at(worktree.directory()).run("add", "README.md");
        String before = Git.at(worktree.directory()).run("status", "--porcelain").out();

        Optional<CommitId> snapshot = worktree.snapshot(WIP, "Unfinished");

        assertThat(snapshot).isPresent();
        assertThat(Git.at(worktree.directory()).run("status", "--porcelain").out())
                .isEqualTo(before);
        assertThat(worktree.head()).isEqualTo(begin);
        assertThat(workshop.git().run("rev-parse", WIP, WIP + "^").lines())
                .containsExactly(snapshot.orElseThrow().hex(), begin.hex());
    }

    @Test
    void snapshotsAChangeThatLooksLikeNoneByTimeAndSize() throws Exception {
        Path file = worktree.directory().resolve("bin");
        Path index = workshop.local().resolve(".git/worktrees/one/index");
        FileTime before = FileTime.from(Workshop.NOON);
        workshop.git().run("config", "core.trustctime", "false");
        Files.setLastModifiedTime(file, before);
        Git.at(worktree.directory()).run("update-index", "--refresh");
        write("bin", "new");
        Files.setLastModifiedTime(file, before);
        Files.setLastModifiedTime(index, before);

        CommitId snapshot = worktree.snapshot(WIP, "Unfinished").orElseThrow();

        assertThat(workshop.git().run("show", snapshot + ":bin").out()).isEqualTo("new");
    }

    @Test
    void snapshotsNothingOfACleanWorktree() {
        write("debug.log", "ignored");

        assertThat(worktree.snapshot(WIP, "Unfinished")).isEmpty();
        assertThat(workshop.git().tryRun("rev-parse", "--verify", "--quiet", WIP).ok()).isFalse();
    }

    @Test
    void bringsASnapshotBackOnAnotherMachine() throws Exception {
        write("dir/new.txt", "new");
        write("tool.sh", "#!/bin/sh\n");
        Files.setPosixFilePermissions(
                worktree.directory().resolve("tool.sh"),
                PosixFilePermissions.fromString("rwxr-xr-x"));
        Workshop.writeBytes(
                worktree.directory().resolve("bin"), new byte[] {0, 1, (byte) 200, 13, 10});
        Files.delete(worktree.directory().resolve("gone.txt"));
        CommitId snapshot = worktree.snapshot(WIP, "Unfinished").orElseThrow();
        worktree.pushRef(WIP, Optional.empty(), snapshot);
        Git.at(workshop.room()).run("clone", "--quiet", workshop.remote().toString(), "other");
        Worktrees others =
                Worktrees.of(
                        workshop.room().resolve("other"),
                        workshop.room().resolve("w2"),
                        workshop.room().resolve("i2"));
        assertThat(others.fetchCommit(snapshot, WIP)).isTrue();

        Worktree resumed = others.branch("resumed", TASK, begin);
        resumed.restore(snapshot);

        assertThat(resumed.head()).isEqualTo(begin);
        assertThat(resumed.changed()).containsExactly("bin", "dir/new.txt", "gone.txt", "tool.sh");
        assertThat(resumed.directory().resolve("dir/new.txt")).hasContent("new");
        assertThat(resumed.directory().resolve("bin"))
                .hasBinaryContent(new byte[] {0, 1, (byte) 200, 13, 10});
        assertThat(resumed.directory().resolve("gone.txt")).doesNotExist();
        assertThat(Files.getPosixFilePermissions(resumed.directory().resolve("tool.sh")))
                .contains(PosixFilePermission.OWNER_EXECUTE);
    }

    @Test
    void bringsASnapshotBackUponNewerWork() {
        write("new.txt", "new");
        write("README.md", "one\ntwo\nthree\nfour\nfive\nSIX\n");
        CommitId snapshot = worktree.snapshot(WIP, "Unfinished").orElseThrow();
        CommitId newer =
                workshop.file("README.md", "ONE\ntwo\nthree\nfour\nfive\nsix\n").commit("Newer");

        Worktree resumed = worktrees.branch("two", new BranchName("task/two"), newer);
        resumed.restore(snapshot);

        assertThat(resumed.changed()).containsExactly("README.md", "new.txt");
        assertThat(resumed.directory().resolve("README.md"))
                .hasContent("ONE\ntwo\nthree\nfour\nfive\nSIX\n");
    }

    @Test
    void leavesMarkersWhereASnapshotDoesNotFit() {
        write("README.md", "mine\n");
        CommitId snapshot = worktree.snapshot(WIP, "Unfinished").orElseThrow();
        CommitId newer = workshop.file("README.md", "theirs\n").commit("Newer");

        Worktree resumed = worktrees.branch("two", new BranchName("task/two"), newer);
        resumed.restore(snapshot);

        assertThat(Workshop.read(resumed.directory().resolve("README.md")))
                .contains("<<<<<<<", "mine", "theirs");
        assertThat(resumed.changed()).containsExactly("README.md");
    }

    @Test
    void mergesAnotherCommitAndConcludes() {
        write("a", "a");
        CommitId mine = worktree.commitAll("Mine", Workshop.ADA);
        CommitId theirs = workshop.file("b", "b").commit("Theirs");

        assertThat(worktree.startMerge(theirs)).isEqualTo(new MergeStart.Clean(false));
        CommitId merged = worktree.commitAll("Merge", Workshop.ADA);

        assertThat(
                        Git.at(worktree.directory())
                                .run("rev-parse", merged + "^1", merged + "^2")
                                .lines())
                .containsExactly(mine.hex(), theirs.hex());
        assertThat(worktree.startMerge(theirs)).isEqualTo(new MergeStart.Clean(true));
    }

    @Test
    void leavesConflictsForSomebodyToResolve() {
        write("README.md", "mine\n");
        worktree.commitAll("Mine", Workshop.ADA);
        CommitId theirs = workshop.file("README.md", "theirs\n").commit("Theirs");

        MergeStart start = worktree.startMerge(theirs);

        assertThat(start).isEqualTo(new MergeStart.Conflicts(List.of("README.md")));
        assertThat(worktree.unresolved(worktree.status())).containsExactly("README.md");
        write("README.md", "both\n");
        assertThat(worktree.unresolved(worktree.status())).isEmpty();
        worktree.commitAll("Merge", Workshop.ADA);
        assertThat(worktree.status().dirty()).isFalse();
    }

    @Test
    void abandonsAMerge() {
        write("README.md", "mine\n");
        CommitId mine = worktree.commitAll("Mine", Workshop.ADA);
        worktree.startMerge(workshop.file("README.md", "theirs\n").commit("Theirs"));

        worktree.abortMerge();

        assertThat(worktree.head()).isEqualTo(mine);
        assertThat(worktree.status().dirty()).isFalse();
    }

    @Test
    void refusesToMergeOverUnsavedWork() {
        CommitId theirs = workshop.file("README.md", "theirs\n").commit("Theirs");
        write("README.md", "unsaved\n");

        assertThatThrownBy(() -> worktree.startMerge(theirs)).isInstanceOf(GitFailed.class);
        assertThat(worktree.directory().resolve("README.md")).hasContent("unsaved");
    }

    @Test
    void goesBackToACommitItHas() {
        write("README.md", "changed\n");
        worktree.commitAll("Changed", Workshop.ADA);

        worktree.checkOut(begin);

        assertThat(worktree.status().head()).isEqualTo(begin);
        assertThat(worktree.status().dirty()).isFalse();
    }

    private void write(String path, String text) {
        Workshop.write(worktree.directory().resolve(path), text);
    }
}

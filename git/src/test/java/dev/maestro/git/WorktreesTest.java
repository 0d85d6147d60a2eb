package dev.maestro.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorktreesTest {

    private static final BranchName TASK = new BranchName("task/one");

    private Workshop workshop;
    private CommitId begin;
    private Worktrees worktrees;

    @BeforeEach
    void open(@TempDir Path room) {
        workshop = new Workshop(room);
        begin = workshop.head();
        worktrees = workshop.worktrees();
    }

    @Test
    void makesAWorktreeOnABranchAndOneWithout() {
        Worktree task = worktrees.branch("one", TASK, begin);
        Worktree review = worktrees.detached("two", begin);

        assertThat(task.status().branch()).contains(TASK);
        assertThat(task.head()).isEqualTo(begin);
        assertThat(task.status().dirty()).isFalse();
        assertThat(task.directory().resolve("README.md")).exists();
        assertThat(review.status().branch()).isEmpty();
        assertThat(worktrees.list())
                .extracting(Worktree::directory)
                .containsExactly(task.directory(), review.directory());
    }

    @Test
    void leavesTheCloneItselfAlone() {
        workshop.file("mine.txt", "unsaved");

        worktrees.remove(worktrees.branch("one", TASK, begin));

        assertThat(workshop.local().resolve("mine.txt")).exists();
        assertThat(worktrees.list()).isEmpty();
    }

    @Test
    void takesThePlaceOfALeftoverAndLosesNothing() {
        Worktree old = worktrees.branch("one", TASK, begin);
        Workshop.write(old.directory().resolve("done.txt"), "committed");
        CommitId unpushed = old.commitAll("Unpushed", Workshop.ADA);
        Workshop.write(old.directory().resolve("half.txt"), "uncommitted");

        Worktree fresh = worktrees.branch("one", TASK, begin);

        assertThat(fresh.head()).isEqualTo(begin);
        assertThat(fresh.changed()).isEmpty();
        List<String> kept =
                workshop.git()
                        .run("for-each-ref", "--format=%(objectname)", "refs/maestro/leftover")
                        .lines();
        assertThat(kept).hasSize(2).contains(unpushed.hex());
        assertThat(kept)
                .anyMatch(commit ->
                        workshop.git().tryRun("cat-file", "-e", commit + ":half.txt").ok());
    }

    @Test
    void movesAsideWhatIsNoWorktree() {
        Path inTheWay = workshop.room().resolve("worktrees/one/notes.txt");
        Workshop.write(inTheWay, "precious");

        Worktree worktree = worktrees.branch("one", TASK, begin);

        assertThat(worktree.head()).isEqualTo(begin);
        assertThat(worktree.directory().resolve("notes.txt")).doesNotExist();
        assertThat(workshop.room().resolve("worktrees/.leftover"))
                .isDirectoryRecursivelyContaining("glob:**notes.txt");
    }

    @Test
    void movesAsideARepositoryOfSomebodyElse() {
        Git.at(workshop.room().resolve("worktrees"))
                .run("clone", "--quiet", workshop.remote().toString(), "one");

        assertThat(worktrees.branch("one", TASK, begin).status().branch()).contains(TASK);
        assertThat(workshop.room().resolve("worktrees/.leftover"))
                .isDirectoryRecursivelyContaining("glob:**README.md");
    }

    @Test
    void makesAWorktreeAgainWhoseDirectorySomebodyRemoved() throws Exception {
        Trees.delete(worktrees.branch("one", TASK, begin).directory());

        assertThat(worktrees.branch("one", TASK, begin).head()).isEqualTo(begin);
    }

    @Test
    void makesAWorktreeAgainAfterAKillWhileItWasMade() throws Exception {
        Trees.delete(worktrees.branch("one", TASK, begin).directory());
        Workshop.write(workshop.local().resolve(".git/worktrees/one/locked"), "initializing");

        assertThat(worktrees.branch("one", TASK, begin).head()).isEqualTo(begin);
    }

    @Test
    void takesABranchOverFromAnotherOfItsWorktrees() {
        Worktree first = worktrees.branch("one", TASK, begin);
        Workshop.write(first.directory().resolve("x"), "x");

        Worktree second = worktrees.branch("two", TASK, begin);

        assertThat(second.status().branch()).contains(TASK);
        assertThat(first.status().branch()).isEmpty();
        assertThat(first.changed()).containsExactly("x");
    }

    @Test
    void doesNotMoveABranchUnderAPersonWhoWorksOnIt() {
        CommitId mine = workshop.on("mine", Optional.of(begin)).commit("Mine");

        assertThatThrownBy(() -> worktrees.branch("one", new BranchName("mine"), begin))
                .isInstanceOf(GitFailed.class)
                .hasMessageContaining("checked out at");

        assertThat(workshop.head()).isEqualTo(mine);
        assertThat(worktrees.list()).isEmpty();
    }

    @Test
    void refusesToRemoveADirectoryOutsideItsRoot() {
        Worktree clone = new Worktree(workshop.local(), workshop.room());
        Worktree root = new Worktree(workshop.room().resolve("worktrees"), workshop.room());
        Worktree sneaky =
                new Worktree(workshop.room().resolve("worktrees/../clone"), workshop.room());

        for (Worktree worktree : List.of(clone, root, sneaky)) {
            assertThatThrownBy(() -> worktrees.remove(worktree))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(workshop.local()).exists();
    }

    @Test
    void removesAWorktreeWithUnsavedFilesAndDoesNotFollowLinks() throws Exception {
        Worktree worktree = worktrees.branch("one", TASK, begin);
        Workshop.write(worktree.directory().resolve("x"), "x");
        Path outside = Files.createDirectories(workshop.room().resolve("outside"));
        Workshop.write(outside.resolve("kept"), "kept");
        Files.createSymbolicLink(worktree.directory().resolve("link"), outside);

        worktrees.remove(worktree);
        worktrees.remove(worktree);

        assertThat(worktree.directory()).doesNotExist();
        assertThat(outside.resolve("kept")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../x", "a/b", "-f", ".git", "a.lock", "a..b", "a b"})
    void refusesANameThatIsNoPlainDirectory(String name) {
        assertThatThrownBy(() -> worktrees.detached(name, begin)).isInstanceOf(IllegalRef.class);
    }

    @Test
    void refusesADirectoryThatIsNoRepository() throws Exception {
        Path plain = Files.createDirectories(workshop.room().resolve("plain"));

        assertThatThrownBy(() ->
                        Worktrees.of(
                                plain, workshop.room().resolve("w"), workshop.room().resolve("i")))
                .isInstanceOf(NotARepository.class);
    }

    @Test
    void makesManyAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Worktree>> all =
                    IntStream.range(0, 8)
                            .<Callable<Worktree>>mapToObj(i ->
                                    () ->
                                            worktrees.branch(
                                                    "w" + i, new BranchName("task/w" + i), begin))
                            .toList();

            List<Worktree> made = threads.invokeAll(all).stream().map(Future::resultNow).toList();

            assertThat(made)
                    .allSatisfy(worktree -> assertThat(worktree.status().dirty()).isFalse());
            assertThat(worktrees.list()).hasSize(8);
        }
    }

    @Test
    void fetchesOnlyWhatIsMissing() throws Exception {
        Path other = workshop.room().resolve("other");
        Git.at(workshop.room()).run("clone", "--quiet", workshop.remote().toString(), "other");
        Git.at(other).run("commit", "--quiet", "--allow-empty", "-m", "Elsewhere");
        Git.at(other).run("push", "--quiet", "origin", "HEAD:refs/heads/epic/x");
        CommitId elsewhere = new CommitId(Git.at(other).run("rev-parse", "HEAD").line());

        assertThat(worktrees.remoteHead("refs/heads/epic/x")).contains(elsewhere);
        assertThat(worktrees.fetchCommit(elsewhere, "refs/heads/epic/x")).isTrue();

        Files.move(workshop.remote(), workshop.room().resolve("gone.git"));
        assertThat(worktrees.fetchCommit(elsewhere, "refs/heads/epic/x")).isTrue();
        assertThat(worktrees.detached("review", elsewhere).head()).isEqualTo(elsewhere);
    }
}

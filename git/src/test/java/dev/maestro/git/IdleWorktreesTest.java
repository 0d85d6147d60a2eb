package dev.maestro.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worktree that has ended is good for, and what of it is not trusted. */
class IdleWorktreesTest {

    private static final BranchName TASK = new BranchName("task/one");
    private static final BranchName NEXT = new BranchName("task/two");

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
    void takesTheFilesOfAnEndedWorktreeForTheNext() throws IOException {
        Worktree first = worktrees.branch("one", TASK, begin);
        Object file = key(first.directory().resolve("README.md"));
        worktrees.remove(first);

        Worktree second = worktrees.branch("two", NEXT, begin);

        assertThat(key(second.directory().resolve("README.md"))).isEqualTo(file);
        assertThat(second.status()).isEqualTo(clean(Optional.of(NEXT)));
        assertThat(first.directory()).doesNotExist();
        assertThat(worktrees.list())
                .extracting(Worktree::directory)
                .containsExactly(second.directory());
    }

    @Test
    void leavesNothingOfWhatWasDoneInIt() {
        Worktree first = worktrees.branch("one", TASK, begin);
        write(first, ".gitignore", "build/\n");
        write(first, "build/old.class", "old");
        write(first, "new.txt", "new");
        write(first, "nested/.git/config", "");
        write(first, "README.md", "tampered");
        worktrees.remove(first);

        Worktree second = worktrees.detached("two", begin);

        assertThat(second.status()).isEqualTo(clean(Optional.empty()));
        assertThat(second.directory().resolve("build")).doesNotExist();
        assertThat(second.directory().resolve("nested")).doesNotExist();
        assertThat(second.directory().resolve("README.md"))
                .hasContent("one\ntwo\nthree\nfour\nfive\nsix\n");
    }

    @Test
    void looksAtFilesThatGitWasToldNotToLookAt() {
        Worktree first = worktrees.branch("one", TASK, begin);
        write(first, "README.md", "tampered");
        first.git().run("update-index", "--skip-worktree", "--", "README.md");
        assertThat(first.status().dirty()).isFalse();
        worktrees.remove(first);

        Worktree second = worktrees.detached("two", begin);

        assertThat(second.directory().resolve("README.md")).content().startsWith("one");
    }

    @Test
    void findsTheRepositoryAgainWhateverTheWorktreeSaid() {
        Worktree first = worktrees.branch("one", TASK, begin);
        Workshop.write(first.directory().resolve(".git"), "gitdir: /nowhere\n");
        worktrees.remove(first);

        assertThat(worktrees.detached("two", begin).status()).isEqualTo(clean(Optional.empty()));
    }

    @Test
    void forgetsAMergeThatWasNeverEnded() {
        Worktree first = worktrees.branch("one", TASK, begin);
        write(first, "README.md", "mine\n");
        first.commitAll("Mine", Workshop.ADA);
        first.startMerge(workshop.file("README.md", "theirs\n").commit("Theirs"));
        worktrees.remove(first);

        Worktree second = worktrees.branch("two", NEXT, begin);

        assertThat(second.status()).isEqualTo(clean(Optional.of(NEXT)));
        assertThat(second.git().tryRun("rev-parse", "--verify", "--quiet", "MERGE_HEAD").ok())
                .isFalse();
    }

    @Test
    void givesBackTheRoomOfThoseThatNobodyNeeds() {
        worktrees.remove(worktrees.branch("one", TASK, begin));

        worktrees.tidy();
        assertThat(idle()).isEqualTo(1);
        worktrees.tidy();
        assertThat(idle()).isZero();
        worktrees.remove(worktrees.detached("two", begin));
        worktrees.close();

        assertThat(idle()).isZero();
        assertThat(Git.at(workshop.local()).run("worktree", "list").lines()).hasSize(1);
    }

    @Test
    void throwsAwayWhatAKilledProgramLeft() {
        worktrees.remove(worktrees.branch("one", TASK, begin));

        Worktrees next = workshop.worktrees();

        assertThat(idle()).isZero();
        assertThat(next.detached("two", begin).status()).isEqualTo(clean(Optional.empty()));
    }

    @Test
    void doesWithoutWhereAWorktreeCannotBeKept() throws IOException {
        Worktree first = worktrees.branch("one", TASK, begin);
        Path idle = workshop.room().resolve("idle");
        Files.delete(idle);
        Files.writeString(idle, "no directory");

        worktrees.remove(first);

        assertThat(first.directory()).doesNotExist();
        assertThat(worktrees.list()).isEmpty();
        assertThat(worktrees.branch("one", TASK, begin).status())
                .isEqualTo(clean(Optional.of(TASK)));
    }

    @Test
    void doesWithoutAWorktreeThatCannotBeBroughtBack() throws IOException {
        worktrees.remove(worktrees.branch("one", TASK, begin));
        Path idle = workshop.room().resolve("idle");
        Files.move(idle, idle.resolveSibling("away"));

        Worktree second = worktrees.branch("two", NEXT, begin);

        assertThat(second.status()).isEqualTo(clean(Optional.of(NEXT)));
        assertThat(worktrees.list())
                .extracting(Worktree::directory)
                .containsExactly(second.directory());
    }

    private WorktreeStatus clean(Optional<BranchName> branch) {
        return new WorktreeStatus(begin, branch, false, List.of());
    }

    private long idle() {
        try (Stream<Path> directories = Files.list(workshop.room().resolve("idle"))) {
            return directories.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object key(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    private static void write(Worktree worktree, String path, String text) {
        Workshop.write(worktree.directory().resolve(path), text);
    }
}

package dev.maestro.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent may leave in a worktree for the git that we run there later. */
class HostileWorktreeTest {

    private Workshop workshop;
    private Worktree worktree;
    private Path sign;

    @BeforeEach
    void open(@TempDir Path room) {
        workshop = new Workshop(room);
        worktree = workshop.worktrees().branch("one", new BranchName("task/one"), workshop.head());
        sign = room.resolve("sign");
    }

    @Test
    void runsNoHookThatWasPlanted() throws IOException {
        for (String hook :
                List.of(
                        "pre-commit",
                        "post-commit",
                        "reference-transaction",
                        "post-index-change",
                        "pre-push",
                        "post-checkout",
                        "fsmonitor-watchman")) {
            plant(repository().resolve("hooks").resolve(hook));
        }

        everything();

        assertThat(sign).doesNotExist();
    }

    @Test
    void runsNoMonitorThatWasConfigured() throws IOException {
        Path monitor = plant(workshop.room().resolve("monitor"));
        Files.writeString(
                repository().resolve("config"),
                "[core]\n\tfsmonitor = %s\n\thooksPath = %s\n\tpager = %s\n\teditor = %s\n"
                        .formatted(monitor, workshop.room(), monitor, monitor));
        workshop.git().run("remote", "add", "origin", workshop.remote().toString());

        everything();

        assertThat(sign).doesNotExist();
    }

    @Test
    void followsNoGitFileThatLeadsElsewhere() throws IOException {
        Path evil = workshop.room().resolve("evil");
        Files.createDirectories(evil);
        Git.at(evil).run("init", "--quiet");
        configureFilter(evil);
        Files.writeString(
                worktree.directory().resolve(".git"),
                "gitdir: %s\n".formatted(evil.resolve(".git")));

        everything();

        assertThat(sign).doesNotExist();
        assertThat(workshop.git().run("show", "task/one:.gitattributes").out())
                .contains("filter=evil");
    }

    @Test
    void looksIntoNoRepositoryThatLiesInTheWorktree() throws IOException {
        Path inner = worktree.directory().resolve("inner");
        Files.createDirectories(inner);
        Git git = Git.at(inner);
        git.run("init", "--quiet");
        Workshop.write(inner.resolve("file.txt"), "x");
        git.run("add", "--all");
        git.run("commit", "--quiet", "-m", "Inner");
        worktree.commitAll("With a repository inside", Workshop.ADA);
        configureFilter(inner);
        Workshop.write(inner.resolve("file.txt"), "changed");
        Workshop.write(inner.resolve(".gitattributes"), "* filter=evil\n");

        everything();

        assertThat(sign).doesNotExist();
    }

    @Test
    void writesThroughNoLink() throws IOException {
        Path entry = repository().resolve("worktrees/one");
        Path target = workshop.room().resolve("target");
        for (String name : List.of("COMMIT_EDITMSG", "index", "logs/HEAD", "ORIG_HEAD")) {
            Files.deleteIfExists(entry.resolve(name));
            Files.createSymbolicLink(entry.resolve(name), target);
        }
        Files.createDirectories(repository().resolve("logs/refs/heads/task"));
        Path log = repository().resolve("logs/refs/heads/task/one");
        Files.deleteIfExists(log);
        Files.createSymbolicLink(log, target);

        everything();

        assertThat(target).doesNotExist();
    }

    @Test
    void waitsAtNoPipe() throws Exception {
        Path pipe = repository().resolve("worktrees/one/MERGE_MSG");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();

        everything();

        assertThat(pipe).doesNotExist();
    }

    /** Its entry is an agent's to write, who may exchange any file in it while we look. */
    @Test
    void makesNoFileInTheEntryForASnapshot() throws IOException {
        Path entry = repository().resolve("worktrees/one");
        Workshop.write(worktree.directory().resolve("work.txt"), "work");
        FileTime before = FileTime.fromMillis(0);
        Files.setLastModifiedTime(entry, before);

        assertThat(worktree.snapshot("refs/maestro/wip/x", "Kept")).isPresent();

        assertThat(Files.getLastModifiedTime(entry)).isEqualTo(before);
        assertThat(Snapshots.room(repository())).isEmptyDirectory();
    }

    @Test
    void copiesNothingThroughALinkThatCameInTheIndexsPlace() throws IOException {
        Path secret = Files.writeString(workshop.room().resolve("secret"), "secret");
        Path index = Files.createSymbolicLink(workshop.room().resolve("link"), secret);
        Path copy = Files.createDirectories(workshop.room().resolve("apart")).resolve("index");

        assertThat(Snapshots.copy(index, copy)).isFalse();

        assertThat(copy).doesNotExist();
    }

    @Test
    void doesNotWaitAtAPipeThatCameInTheIndexsPlace() throws Exception {
        Path pipe = workshop.room().resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        Path copy = Files.createDirectories(workshop.room().resolve("apart")).resolve("index");

        assertThat(Snapshots.copy(pipe, copy)).isFalse();
    }

    @Test
    void keepsTrackedFilesThatAreIgnoredAlsoWithoutAnIndex() throws IOException {
        Workshop.write(worktree.directory().resolve("kept.txt"), "kept");
        worktree.commitAll("A file", Workshop.ADA);
        Workshop.write(worktree.directory().resolve(".gitignore"), "kept.txt\n");
        Files.delete(repository().resolve("worktrees/one/index"));

        CommitId snapshot = worktree.snapshot("refs/maestro/wip/x", "Kept").orElseThrow();

        assertThat(workshop.git().run("ls-tree", "--name-only", snapshot.hex()).lines())
                .contains("kept.txt", ".gitignore");
    }

    @Test
    void opensAgainWhatWasLocked() throws IOException {
        Set<PosixFilePermission> nothing = Set.of();
        Path locked = Files.createDirectories(repository().resolve("refs/heads/locked/inner"));
        Files.setPosixFilePermissions(locked, nothing);
        Files.setPosixFilePermissions(locked.getParent(), nothing);
        Path tree = Files.createDirectories(worktree.directory().resolve("tree/inner"));
        Workshop.write(tree.resolve("file"), "x");
        Files.setPosixFilePermissions(tree, nothing);

        worktree.status();
        workshop.worktrees().remove(worktree);
        workshop.worktrees().dropIdle();

        assertThat(Files.isReadable(locked.getParent())).isTrue();
        assertThat(worktree.directory()).doesNotExist();
        assertThat(tree).doesNotExist();
    }

    private void everything() {
        Workshop.write(worktree.directory().resolve("work.txt"), "work");
        Workshop.write(worktree.directory().resolve(".gitattributes"), "*.txt filter=evil\n");
        worktree.status();
        worktree.changed();
        worktree.snapshot("refs/maestro/wip/x", "Kept");
        CommitId commit = worktree.commitAll("Work", Workshop.ADA);
        worktree.startMerge(workshop.head());
        assertThat(worktree.push(new BranchName("task/one"), Optional.empty(), commit))
                .isInstanceOf(PushResult.Pushed.class);
        worktree.checkOut(commit);
    }

    private Path repository() {
        return workshop.local().resolve(".git");
    }

    private void configureFilter(Path directory) throws IOException {
        Path program = plant(workshop.room().resolve("program"));
        Git git = Git.at(directory);
        for (String key :
                List.of(
                        "filter.evil.clean",
                        "filter.evil.smudge",
                        "filter.evil.process",
                        "diff.external",
                        "core.fsmonitor",
                        "core.sshCommand")) {
            git.run("config", key, program.toString());
        }
    }

    private Path plant(Path program) throws IOException {
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\ntouch '%s'\nexit 0\n".formatted(sign));
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

package dev.maestro.git;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One worktree, for one session at a time. Safe to use while another program runs git in the same
 * directory, as far as git itself is: nothing here takes locks only to look.
 *
 * <p>Whoever works in it is not trusted: git is told where its directory is instead of believing
 * the {@code .git} that it finds there, and what it would step on is cleared away first.
 */
public final class Worktree {

    private final Path directory;
    private final Path entry;
    private final Path repository;
    private final Git git;

    /**
     * @param entry what the repository keeps of it: {@code worktrees/…} in the git directory
     */
    Worktree(Path directory, Path entry) {
        this.directory = directory;
        this.entry = entry;
        this.repository = entry.resolve("../..").normalize();
        this.git =
                Git.at(directory)
                        .with(
                                Map.of(
                                        "GIT_DIR",
                                        entry.toString(),
                                        "GIT_COMMON_DIR",
                                        repository.toString(),
                                        "GIT_WORK_TREE",
                                        directory.toString()));
    }

    /** A worktree that a repository has already, whoever made it. */
    public static Optional<Worktree> find(Path repository, Path directory) {
        return ListedWorktree.all(repository).stream()
                .filter(listed -> listed.directory().equals(directory))
                .findFirst()
                .map(ListedWorktree::worktree);
    }

    public Path directory() {
        return directory;
    }

    public CommitId head() {
        return new CommitId(git().run("rev-parse", "--verify", "HEAD").line());
    }

    /** Where it stands and what is unsaved in it, by one look. */
    public WorktreeStatus status() {
        return WorktreeStatus.parse(
                git().run(
                                "status",
                                "--porcelain=v2",
                                "--branch",
                                "-z",
                                "--untracked-files=normal",
                                "--no-renames")
                        .fields());
    }

    /** The files that are uncommitted or untracked and not ignored, sorted. */
    public List<String> changed() {
        List<String> status =
                git().run("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames")
                        .fields();
        return List.copyOf(
                new TreeSet<>(status.stream().map(entry -> entry.substring(3)).toList()));
    }

    /**
     * Commits everything that is not ignored, or concludes a merge. Trailers are part of the
     * message ({@link Trailers#append}).
     *
     * @throws GitFailed also when there is nothing to commit
     */
    public CommitId commitAll(String message, Person author) {
        git().run("add", "--all");
        git.with(author.asAuthor())
                .runWith(
                        message.getBytes(StandardCharsets.UTF_8),
                        "commit",
                        "--quiet",
                        "--no-verify",
                        "--cleanup=whitespace",
                        "--file=-");
        return head();
    }

    /**
     * Puts what is uncommitted or untracked, and not ignored, into a commit on top of HEAD and
     * remembers it under {@code ref}. The working tree, the index and the branch stay as they are.
     * Empty when there is nothing of it.
     */
    public Optional<CommitId> snapshot(String ref, String message) {
        return snapshot(ref, message, List.of());
    }

    /**
     * The same without some files or directories, which stay where they are. What {@code ref} holds
     * already is answered again when nothing has changed since.
     */
    public Optional<CommitId> snapshot(String ref, String message, List<String> without) {
        return snapshots().take(Refs.full(ref), message, without);
    }

    /**
     * What is in the working tree and not ignored, committed or not, as the id of a tree that
     * {@code git diff} takes.
     */
    public String tree() {
        return snapshots().tree(List.of());
    }

    /** Takes files out of the index, so that {@link #commitAll} leaves out what is ignored. */
    public void unstage(List<String> paths) {
        Snapshots.unstage(git(), paths);
    }

    /** Which of these files are tracked. */
    public List<String> tracked(List<String> paths) {
        if (paths.isEmpty()) {
            return List.of();
        }
        List<String> command =
                new ArrayList<>(List.of("--literal-pathspecs", "ls-files", "-z", "--"));
        command.addAll(paths);
        return git().run(command).fields();
    }

    /** Whether a commit since {@code base} changed one of these files or directories. */
    public boolean committed(CommitId base, List<String> paths) {
        if (paths.isEmpty()) {
            return false;
        }
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "--literal-pathspecs",
                                "log",
                                "-1",
                                "--full-history",
                                "--format=%H",
                                base.hex() + "..HEAD",
                                "--"));
        command.addAll(paths);
        return !git().run(command).line().isEmpty();
    }

    /**
     * Brings a snapshot's files back, uncommitted. On another HEAD than its own, conflicts are left
     * as markers.
     */
    public void restore(CommitId snapshot) {
        Snapshots.restore(git(), snapshot);
    }

    /**
     * Starts to merge another commit without committing. {@link #commitAll} ends it, {@link
     * #abortMerge} undoes it.
     */
    public MergeStart startMerge(CommitId other) {
        List<String> command =
                List.of("merge", "--no-commit", "--no-ff", "--no-verify", "--quiet", other.hex());
        GitResult merged = git().tryRun(command);
        if (merged.ok()) {
            return new MergeStart.Clean(
                    !git.tryRun("rev-parse", "--verify", "--quiet", "MERGE_HEAD").ok());
        }
        List<String> paths = status().unmerged();
        if (paths.isEmpty()) {
            throw git.failure(command, merged);
        }
        return new MergeStart.Conflicts(paths);
    }

    public void abortMerge() {
        git().run("merge", "--abort");
    }

    /** Those of the unmerged files that still hold conflict markers, sorted. */
    public List<String> unresolved(WorktreeStatus status) {
        return status.unmerged().isEmpty()
                ? List.of()
                : ConflictMarkers.in(directory, status.unmerged());
    }

    /**
     * Pushes a commit to a branch of the remote, if that is where we think; empty {@code expected}:
     * it must not exist.
     */
    public PushResult push(BranchName branch, Optional<CommitId> expected, CommitId commit) {
        return new Remote(git())
                .push(List.of(new RefUpdate(branch.ref(), expected, Optional.of(commit))));
    }

    /** The same for a hidden ref, given by its full name. */
    public PushResult pushRef(String ref, Optional<CommitId> expected, CommitId commit) {
        return new Remote(git())
                .push(List.of(new RefUpdate(Refs.full(ref), expected, Optional.of(commit))));
    }

    /** Sets branch, index and tracked files to a commit; untracked files stay. */
    void checkOut(CommitId commit) {
        git().within(Git.LONG).run("reset", "--hard", "--quiet", commit.hex());
    }

    private Snapshots snapshots() {
        return new Snapshots(git(), entry, repository);
    }

    /** Git for further commands in it. To be asked for anew when somebody may have been in it. */
    public Git git() {
        Traps.clear(entry, repository);
        return git;
    }
}

package dev.maestro.client.state;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.git.BranchName;
import dev.maestro.git.CommitId;
import dev.maestro.git.Git;
import dev.maestro.git.GitResult;
import dev.maestro.git.Worktree;
import dev.maestro.protocol.Refused;
import java.nio.file.Path;
import java.util.UUID;

/** Brings what is kept on this machine into a person's clone, whose checkout it does not touch. */
public final class Rescue {

    private static final String WAY = "refs/maestro/recovering/";

    private final MaestroHome home;
    private final Path clone;

    /**
     * @param clone where the branch is made
     */
    public Rescue(MaestroHome home, Path clone) {
        this.home = home;
        this.clone = clone;
    }

    /** With all that is uncommitted in it; the worktree stays as it is. */
    public BranchName worktree(KeptWorktree worktree) {
        Worktree kept =
                Worktree.find(home.mirror(worktree.project()), worktree.directory())
                        .orElseThrow(() -> Refused.notFound("worktree", worktree.name()));
        CommitId commit =
                kept.snapshot(
                                HiddenRefs.LEFTOVER + worktree.name(),
                                "What was in the worktree " + worktree.name())
                        .orElseGet(kept::head);
        return bring(worktree.project(), commit, worktree.name());
    }

    public BranchName snapshot(KeptSnapshot snapshot) {
        String name =
                snapshot.taskNumber()
                        .map(number -> "task-" + number)
                        .orElseGet(() ->
                                snapshot.name().replaceFirst("^([^/]*/)?(wip|leftover)/", ""));
        return bring(snapshot.project(), CommitId.parse(snapshot.commit()), name);
    }

    /** A second working tree of the clone, on the branch. */
    public void checkOut(BranchName branch, Path directory) {
        Git.at(clone)
                .run(
                        "worktree",
                        "add",
                        "--quiet",
                        "--",
                        directory.toAbsolutePath().toString(),
                        branch.value());
    }

    private BranchName bring(UUID project, CommitId commit, String name) {
        Path mirror = home.mirror(project);
        BranchName branch = free(name, commit);
        String way = WAY + commit.hex();
        Git.at(mirror).run("update-ref", way, commit.hex());
        try {
            Git.at(clone)
                    .run(
                            "fetch",
                            "--quiet",
                            "--no-tags",
                            "--no-write-fetch-head",
                            mirror.toString(),
                            way + ":" + branch.ref());
        } finally {
            Git.at(mirror).tryRun("update-ref", "-d", way);
        }
        return branch;
    }

    /** A branch that is not there yet, or holds the same already. */
    private BranchName free(String name, CommitId commit) {
        for (int i = 1; ; i++) {
            BranchName branch = new BranchName("recovered/" + name + (i == 1 ? "" : "-" + i));
            GitResult there =
                    Git.at(clone).tryRun("rev-parse", "--verify", "--quiet", branch.ref());
            if (!there.ok() || there.line().equals(commit.hex())) {
                return branch;
            }
        }
    }
}

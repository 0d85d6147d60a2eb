package dev.maestro.client.state;

import dev.maestro.client.platform.LockFile;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.git.Git;
import dev.maestro.git.GitFailed;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Removes worktrees and snapshots: what is merged, or what a person names and says twice. Every ref
 * goes only if it still is where it was looked at.
 */
public final class Removal {

    private final MaestroHome home;

    public Removal(MaestroHome home) {
        this.home = home;
    }

    /**
     * While no daemon runs none must start in the middle of a removal.
     *
     * @throws Refused {@code conflict} when one is just starting
     */
    public LockFile withoutDaemon() {
        return LockFile.tryTake(home.daemon().resolve("daemon.lock"))
                .orElseThrow(() ->
                        new Refused(
                                RefusalCode.CONFLICT, "a daemon is just starting: try it again"));
    }

    /**
     * Removes all that is merged and nobody works in.
     *
     * @return the names of what was removed
     */
    public List<String> prune(MachineState state) {
        List<String> removed = new ArrayList<>();
        for (KeptWorktree worktree : state.worktrees()) {
            if (worktree.merged() && !worktree.live()) {
                remove(worktree);
                removed.add(worktree.name());
            }
        }
        for (KeptSnapshot snapshot : state.snapshots()) {
            if (snapshot.merged()) {
                remove(snapshot);
                removed.add(snapshot.name());
            }
        }
        return removed;
    }

    /** With all that is in it, and its local branch. */
    public void remove(KeptWorktree worktree) {
        if (worktree.live()) {
            throw new Refused(
                    RefusalCode.CONFLICT,
                    "a run works in %s: stop it first".formatted(worktree.name()));
        }
        Git mirror = mirror(worktree.project());
        Optional<String> branch =
                worktree.branch().map(name -> mirror.run("rev-parse", "refs/heads/" + name).line());
        try {
            mirror.run(
                    "worktree",
                    "remove",
                    "--force",
                    "--force",
                    "--",
                    worktree.directory().toString());
        } catch (GitFailed notGits) {
            throw new Refused(
                    RefusalCode.CONFLICT,
                    "%s is not a worktree that git knows: look into %s and delete it by hand"
                            .formatted(worktree.name(), worktree.directory()));
        }
        branch.ifPresent(commit ->
                mirror.tryRun(
                        "update-ref",
                        "-d",
                        "refs/heads/" + worktree.branch().orElseThrow(),
                        commit));
    }

    /** On this machine only: what the remote has of it is Studio's to remove. */
    public void remove(KeptSnapshot snapshot) {
        mirror(snapshot.project()).run("update-ref", "-d", snapshot.ref(), snapshot.commit());
    }

    private Git mirror(UUID project) {
        return Git.at(home.mirror(project));
    }
}

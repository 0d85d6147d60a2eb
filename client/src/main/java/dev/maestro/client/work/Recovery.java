package dev.maestro.client.work;

import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.state.RunFacts;
import dev.maestro.git.BranchName;
import dev.maestro.git.CommitId;
import dev.maestro.git.GitFailed;
import dev.maestro.git.Worktree;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts in order what a killed daemon left of one session: processes, unfinished work, worktrees.
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final WorkshopConfig config;
    private final Mirror mirror;

    Recovery(WorkshopConfig config, Mirror mirror) {
        this.config = config;
        this.mirror = mirror;
    }

    void recover() {
        for (RunFiles files : RunFiles.leftBehind(config.home(), config.session())) {
            files.read().ifPresent(facts -> recover(files, facts));
        }
    }

    private void recover(RunFiles files, RunFacts facts) {
        int killed = ProcessTree.killMarked(facts.mark());
        try {
            mirror.find(facts.worktree()).ifPresent(worktree -> rescue(worktree, files, facts));
            files.finished();
            LOG.info("run {} of a killed daemon put in order ({} processes)", facts.run(), killed);
        } catch (GitFailed | UncheckedIOException e) {
            LOG.warn("run {} could not be put in order yet: {}", facts.run(), e.getMessage());
        }
    }

    private void rescue(Worktree worktree, RunFiles files, RunFacts facts) {
        Optional<Occupied> known = files.occupied();
        if (facts.branch().isPresent() && facts.writes() && known.isPresent()) {
            facts.task()
                    .ifPresent(task ->
                            new WorkInProgress(mirror, worktree, task, facts.mark(), files)
                                    .keep(true));
        }
        known.ifPresent(one -> CopiedFiles.remove(one.copied(), worktree.directory()));
        files.vacate();
        mirror.remove(
                worktree,
                facts.writes() ? facts.branch().map(BranchName::new) : Optional.empty(),
                known.flatMap(Occupied::remoteHead).map(CommitId::parse));
        config.mirrors().ports().giveBack(worktree.directory());
    }
}

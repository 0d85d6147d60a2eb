package dev.maestro.client.work;

import dev.maestro.client.platform.ProcessTree;
import dev.maestro.git.BranchName;
import dev.maestro.git.GitFailed;
import dev.maestro.git.Worktree;
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

    private void recover(RunFiles files, RunFiles.Facts facts) {
        int killed = ProcessTree.killMarked(facts.mark());
        try {
            mirror.find(facts.worktree()).ifPresent(worktree -> rescue(worktree, files, facts));
            files.finished();
            LOG.info("run {} of a killed daemon put in order ({} processes)", facts.run(), killed);
        } catch (GitFailed e) {
            LOG.warn("run {} could not be put in order yet: {}", facts.run(), e.getMessage());
        }
    }

    private void rescue(Worktree worktree, RunFiles files, RunFiles.Facts facts) {
        if (facts.branch().isPresent() && writes(facts) && files.isOccupied()) {
            facts.task().ifPresent(task -> Workplace.keep(worktree, task, Optional.empty()));
        }
        files.vacate();
        mirror.remove(
                worktree, writes(facts) ? facts.branch().map(BranchName::new) : Optional.empty());
    }

    private static boolean writes(RunFiles.Facts facts) {
        return switch (facts.purpose()) {
            case DEVELOP, TEST -> true;
            case PLAN, ANALYZE, REVIEW, CHECK, MERGE, RELEASE, CLEANUP -> false;
        };
    }
}

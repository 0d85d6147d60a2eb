package dev.maestro.studio.merge;

import dev.maestro.git.BareClone;
import dev.maestro.git.CommitId;
import dev.maestro.git.GitFailed;
import dev.maestro.git.PushResult;
import dev.maestro.git.RefUpdate;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes refs of the remote, many at once, and only what the remote itself shows to be merged: it
 * is asked at the moment of removal, and a ref goes only if it still is where it was then. What
 * holds something unmerged is kept for good.
 */
final class Cleanup {

    private static final Logger LOG = LoggerFactory.getLogger(Cleanup.class);

    /** Few refs wait a little for others, since a push costs the same for one and for many. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final int MANY = 32;
    private static final int AT_ONCE = 100;

    private final Database database;
    private final CleanupStore store;
    private final InstantSource clock;
    private final Map<ProjectId, Instant> last = new ConcurrentHashMap<>();

    Cleanup(Database database, CleanupStore store, InstantSource clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    void sweep(ProjectId project, Supplier<BareClone> clones) {
        List<CleanupStore.Due> due = database.reading(tx -> store.due(tx, project, AT_ONCE));
        if (due.isEmpty() || !worthIt(project, due)) {
            return;
        }
        BareClone clone = clones.get();
        Map<String, CommitId> remote = new HashMap<>(clone.remoteRefs("refs/heads/"));
        remote.putAll(clone.remoteRefs("refs/maestro/"));
        due.stream()
                .flatMap(one -> one.mergedInto().stream())
                .distinct()
                .forEach(into -> {
                    CommitId head = remote.get(into);
                    if (head != null) {
                        clone.fetchCommit(head, into);
                    }
                });
        List<RefUpdate> removals = new ArrayList<>();
        for (CleanupStore.Due one : due) {
            CommitId actual = remote.get(one.ref());
            if (actual == null) {
                continue;
            }
            if (merged(clone, one, actual, remote)) {
                removals.add(new RefUpdate(one.ref(), Optional.of(actual), Optional.empty()));
            } else {
                LOG.warn("{} of the remote is kept: it holds what is not merged", one.ref());
            }
        }
        if (clone.pushAtomically(removals) instanceof PushResult.Pushed) {
            last.put(project, clock.instant());
            database.inTransactionDo(tx -> due.forEach(one -> store.done(tx, project, one)));
            LOG.info("removed {} merged refs of project {}", removals.size(), project);
        }
    }

    private boolean worthIt(ProjectId project, List<CleanupStore.Due> due) {
        Instant before = last.get(project);
        return before == null
                || due.size() >= MANY
                || due.stream().anyMatch(CleanupStore.Due::epic)
                || !clock.instant().isBefore(before.plus(PAUSE));
    }

    /**
     * The ref of a gate holds a merge we made of commits that live elsewhere, so it may always go.
     * Else what was merged must be in the epic, or in the base branch, as the remote has them now.
     * A branch must moreover hold nothing else; a hidden ref is a copy that only served the way
     * there.
     */
    private static boolean merged(
            BareClone clone, CleanupStore.Due due, CommitId actual, Map<String, CommitId> remote) {
        if (due.ref().startsWith(Merge.GATES)) {
            return true;
        }
        boolean branch = due.ref().startsWith("refs/heads/");
        if (branch && !actual.equals(due.commitId()) && !clone.fetchCommit(actual, due.ref())) {
            return false;
        }
        CommitId held = branch ? actual : due.commitId();
        for (String into : due.mergedInto()) {
            CommitId head = remote.get(into);
            if (head != null && holds(clone, head, held)) {
                return true;
            }
        }
        return false;
    }

    /** A commit that is not even here is in nothing we know. */
    private static boolean holds(BareClone clone, CommitId head, CommitId commit) {
        try {
            return clone.isAncestor(commit, head);
        } catch (GitFailed e) {
            if (clone.has(commit) && clone.has(head)) {
                throw e;
            }
            return false;
        }
    }
}

package dev.maestro.studio.merge;

import dev.maestro.git.BareClone;
import dev.maestro.git.CommitId;
import dev.maestro.git.GitFailed;
import dev.maestro.git.PushResult;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.studio.merge.Course.Item;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.run.Runs;
import java.util.List;
import java.util.Optional;

/**
 * The check command on a merge commit: the commit is pushed under a hidden ref, a session runs the
 * check on it, its exit code decides.
 */
final class Gate {

    private static final int LOG_SHOWN = 4000;

    private final Database database;
    private final Plans plans;
    private final Runs runs;
    private final MergeStore store;
    private final Ledger ledger;

    Gate(Database database, Plans plans, Runs runs, MergeStore store, Ledger ledger) {
        this.database = database;
        this.plans = plans;
        this.runs = runs;
        this.store = store;
        this.ledger = ledger;
    }

    boolean take(Course course, Item item) {
        Merge merge = item.merge();
        return switch (database.reading(tx -> decide(tx, merge))) {
            case GateDecision.Await() -> false;
            case GateDecision.Start() -> start(course, item);
            case GateDecision.Pass() ->
                    ledger.move(merge, tx -> merge.on(MergeTrigger.PASS, "", tx.now()));
            case GateDecision.Fail(int exitCode, String log) ->
                    ledger.move(
                            merge,
                            tx ->
                                    merge.on(
                                            MergeTrigger.FAIL,
                                            "the check ended with exit code %d\n%s"
                                                    .formatted(exitCode, end(log)),
                                            tx.now()),
                            (tx, _) -> course.gateFailed(tx, item, exitCode, log));
            case GateDecision.GiveUp(String sentence, String log) ->
                    ledger.move(
                            merge,
                            tx ->
                                    merge.on(
                                            MergeTrigger.FAIL,
                                            "%s\n%s".formatted(sentence, end(log)).strip(),
                                            tx.now()),
                            (tx, _) -> course.gateGivenUp(tx, item, sentence));
        };
    }

    /** The runs of a merge that is withdrawn end with it. */
    void cancel(Transaction tx, Merge merge) {
        if (merge.mergeCommit().isPresent()) {
            for (Run run : store.gateRuns(tx, merge)) {
                if (!run.state().terminal()) {
                    runs.orders().cancel(tx, run.id(), FailureReason.CANCELLED_BY_OPERATOR);
                }
            }
        }
    }

    private GateDecision decide(Transaction tx, Merge merge) {
        List<GateRun> attempts = store.gateRuns(tx, merge).stream().map(GateRun::of).toList();
        return GateDecision.of(attempts);
    }

    private boolean start(Course course, Item item) {
        Merge merge = item.merge();
        CommitId commit = merge.mergeCommit().orElseThrow();
        String ref = merge.gateRef().orElseThrow();
        try {
            show(item.bare(), ref, commit);
        } catch (GitFailed e) {
            if (item.bare().has(commit)) {
                throw e;
            }
            course.missed(item);
            return ledger.move(
                    merge,
                    tx ->
                            merge.on(
                                    MergeTrigger.MISS,
                                    "the clone lost the merge commit; it is made again",
                                    tx.now()));
        }
        database.inTransactionDo(tx -> {
            plans.lock(tx, merge.planId());
            if (store.stillAt(tx, merge) && decide(tx, merge) instanceof GateDecision.Start) {
                runs.queue()
                        .gate(
                                tx,
                                merge.id().value(),
                                merge.planId(),
                                course.gatePurpose(),
                                commit.hex(),
                                ref);
            }
        });
        return false;
    }

    /** An earlier merge commit of the same merge may stand there: it is replaced. */
    private static void show(BareClone clone, String ref, CommitId commit) {
        PushResult result = clone.push(ref, Optional.empty(), Optional.of(commit));
        if (result instanceof PushResult.Moved(Optional<CommitId> actual)) {
            clone.push(ref, actual, Optional.of(commit));
        }
    }

    private static String end(String log) {
        String text = log.strip();
        return text.length() <= LOG_SHOWN ? text : "…" + text.substring(text.length() - LOG_SHOWN);
    }
}

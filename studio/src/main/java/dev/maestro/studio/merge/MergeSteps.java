package dev.maestro.studio.merge;

import dev.maestro.git.CommitId;
import dev.maestro.git.GitFailed;
import dev.maestro.git.MergeResult;
import dev.maestro.git.PushResult;
import dev.maestro.git.RefUpdate;
import dev.maestro.studio.merge.Course.Item;
import dev.maestro.studio.merge.Course.Sides;
import dev.maestro.studio.platform.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One step of one merge at a time. Each looks, does what is due outside any transaction, and
 * records it if the row is still as it was read; so a step may be cut short anywhere, be repeated,
 * and be taken by two at once.
 */
final class MergeSteps {

    /** A branch that is missing so long is not merely being moved: a person is asked. */
    private static final Duration PATIENCE_WITH_BRANCHES = Duration.ofMinutes(2);

    private final Database database;
    private final Ledger ledger;
    private final Gate gate;

    MergeSteps(Database database, Ledger ledger, Gate gate) {
        this.database = database;
        this.ledger = ledger;
        this.gate = gate;
    }

    /** True when the merge moved, so that there may be more to do at once. */
    boolean take(Course course, Item item) {
        Optional<String> obstacle = database.reading(tx -> course.obstacle(tx, item));
        if (obstacle.isPresent()) {
            return withdraw(course, item, obstacle.get());
        }
        return switch (item.merge().state()) {
            case WAITING -> prepare(course, item);
            case GATING -> gate.take(course, item);
            case LANDING -> land(course, item);
            case LANDED, CONFLICTED, GATE_FAILED, DROPPED -> false;
        };
    }

    private boolean prepare(Course course, Item item) {
        return switch (course.sides(item)) {
            case Sides.Missing(String sentence) -> missing(course, item, sentence);
            case Sides.Reopened(CommitId actual) -> reopen(course, item, actual);
            case Sides.Ready sides -> make(course, item, sides);
        };
    }

    /** The branch may come back by itself; that the note stands on the row says since when not. */
    private boolean missing(Course course, Item item, String sentence) {
        Merge merge = item.merge();
        Instant enough = merge.changedAt().plus(PATIENCE_WITH_BRANCHES);
        if (!merge.detail().equals(sentence) || database.now().isBefore(enough)) {
            ledger.note(merge, sentence);
            return false;
        }
        return ledger.move(
                merge,
                tx -> merge.on(MergeTrigger.CONFLICT, sentence, tx.now()),
                (tx, _) -> course.missing(tx, item, sentence));
    }

    private boolean reopen(Course course, Item item, CommitId actual) {
        String why =
                "the branch was moved to %s after the approval".formatted(actual.abbreviated());
        return ledger.move(
                item.merge(),
                tx -> item.merge().on(MergeTrigger.DROP, why, tx.now()),
                (tx, _) -> course.reopened(tx, item, actual));
    }

    private boolean make(Course course, Item item, Sides.Ready sides) {
        String message = database.reading(tx -> course.message(tx, item));
        MergeResult result;
        try {
            result = merged(item, sides, message);
        } catch (GitFailed e) {
            // Rather than ask each time whether both sides are here: mostly they are.
            Optional<String> missing = course.fetch(item, sides);
            if (missing.isPresent()) {
                return missing(course, item, missing.get());
            }
            result = merged(item, sides, message);
        }
        return record(course, item, sides, result);
    }

    private static MergeResult merged(Item item, Sides.Ready sides, String message) {
        return item.bare()
                .merge(sides.onto(), sides.commit(), message, item.merge().createdAt(), true);
    }

    private boolean record(Course course, Item item, Sides.Ready sides, MergeResult result) {
        Merge merge = item.merge();
        CommitId onto = sides.onto();
        CommitId commit = sides.commit();
        return switch (result) {
            case MergeResult.Merged(CommitId merged, String _) -> {
                MergeTrigger trigger =
                        item.project().checkCommand().isPresent()
                                ? MergeTrigger.GATE
                                : MergeTrigger.SKIP_GATE;
                yield ledger.move(
                        merge, tx -> merge.prepared(trigger, commit, onto, merged, tx.now()));
            }
            case MergeResult.AlreadyMerged _ ->
                    ledger.move(
                            merge,
                            tx ->
                                    merge.prepared(
                                            MergeTrigger.FIND_MERGED, commit, onto, onto, tx.now()),
                            (tx, after) -> course.landed(tx, item, after));
            case MergeResult.Conflict conflict ->
                    ledger.move(
                            merge,
                            tx -> merge.conflicted(onto, conflict, tx.now()),
                            (tx, after) -> course.conflicted(tx, item, after));
        };
    }

    private boolean land(Course course, Item item) {
        Merge merge = item.merge();
        Optional<CommitId> merged = merge.mergeCommit();
        List<RefUpdate> updates = new ArrayList<>();
        updates.add(new RefUpdate(course.targetRef(item), merge.ontoCommit(), merged));
        // Moves nothing, but the push is refused when this branch is elsewhere.
        Optional<CommitId> still = Optional.of(merge.commitId());
        course.sourceRef(item).ifPresent(ref -> updates.add(new RefUpdate(ref, still, still)));
        try {
            return item.bare().pushAtomically(updates) instanceof PushResult.Pushed
                    ? landed(course, item)
                    : refused(course, item);
        } catch (GitFailed e) {
            if (item.bare().has(merged.orElseThrow())) {
                throw e;
            }
            return miss(course, item, "the clone lost the merge commit; it is made again");
        }
    }

    /** Which of the two branches is not where it was, and what follows. */
    private boolean refused(Course course, Item item) {
        Merge merge = item.merge();
        String target = course.targetRef(item);
        Optional<CommitId> head = item.bare().remoteHead(target);
        if (head.filter(commit -> holds(item, target, commit)).isPresent()) {
            return landed(course, item);
        }
        if (!head.equals(merge.ontoCommit())) {
            return miss(course, item, "%s was moved by another".formatted(target));
        }
        Optional<String> named = course.sourceRef(item);
        if (named.isEmpty()) {
            return false;
        }
        String source = named.get();
        Optional<CommitId> actual = item.bare().remoteHead(source);
        if (actual.isPresent()) {
            return !actual.get().equals(merge.commitId())
                    && item.bare().fetchCommit(actual.get(), source)
                    && reopen(course, item, actual.get());
        }
        // Somebody removed the branch; what was approved is still what was approved.
        return item.bare().push(target, merge.ontoCommit(), merge.mergeCommit())
                        instanceof PushResult.Pushed
                && landed(course, item);
    }

    private boolean landed(Course course, Item item) {
        return ledger.move(
                item.merge(),
                tx -> item.merge().on(MergeTrigger.LAND, "", tx.now()),
                (tx, after) -> course.landed(tx, item, after));
    }

    private boolean miss(Course course, Item item, String why) {
        course.missed(item);
        return ledger.move(item.merge(), tx -> item.merge().on(MergeTrigger.MISS, why, tx.now()));
    }

    /**
     * Nobody asks for it any more. If it was pushed before that, and the program was killed before
     * it was written down, then it has landed all the same, and the row says what is.
     */
    private boolean withdraw(Course course, Item item, String why) {
        Merge merge = item.merge();
        if (merge.state() == MergeState.LANDING) {
            String target = course.targetRef(item);
            Optional<CommitId> head = item.bare().remoteHead(target);
            if (head.filter(commit -> holds(item, target, commit)).isPresent()) {
                return ledger.move(merge, tx -> merge.on(MergeTrigger.LAND, why, tx.now()));
            }
        }
        course.missed(item);
        return ledger.move(
                merge,
                tx -> merge.on(MergeTrigger.DROP, why, tx.now()),
                (tx, _) -> gate.cancel(tx, merge));
    }

    private static boolean holds(Item item, String target, CommitId head) {
        CommitId merged = item.merge().mergeCommit().orElseThrow();
        return item.bare().fetchCommit(head, target)
                && item.bare().has(merged)
                && item.bare().isAncestor(merged, head);
    }
}

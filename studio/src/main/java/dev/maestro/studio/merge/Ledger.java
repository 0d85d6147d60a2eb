package dev.maestro.studio.merge;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records the steps of merges, each in a transaction and only if nobody was faster. */
final class Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    /** What else happens in the transaction of a step. */
    @FunctionalInterface
    interface Consequence {
        void of(Transaction tx, Merge after);
    }

    /** Somebody else has moved the merge; the transaction is undone. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Overtaken() {
            super("the merge was moved by another", null, false, false);
        }
    }

    private final Database database;
    private final MergeStore store;
    private final CleanupStore cleanups;

    Ledger(Database database, MergeStore store, CleanupStore cleanups) {
        this.database = database;
        this.store = store;
        this.cleanups = cleanups;
    }

    boolean move(Merge before, Function<Transaction, Merge> step) {
        return move(before, step, (_, _) -> {});
    }

    /**
     * Moves the merge, with the consequence in the same transaction and before the merge's own row
     * is touched (the order of locks). False when another was faster, or what the consequence
     * concerns has moved: then nothing happened, and the next look decides anew.
     */
    boolean move(Merge before, Function<Transaction, Merge> step, Consequence consequence) {
        try {
            Merge after =
                    database.inTransaction(tx -> {
                        Merge moved = step.apply(tx);
                        consequence.of(tx, moved);
                        if (!store.move(tx, before, moved)) {
                            throw new Overtaken();
                        }
                        if (!moved.state().live()) {
                            moved.gateRef()
                                    .ifPresent(ref ->
                                            cleanups.add(
                                                    tx,
                                                    moved,
                                                    ref,
                                                    moved.mergeCommit().orElseThrow()));
                        }
                        return moved;
                    });
            LOG.info(
                    "{} merge {} {} → {} {}",
                    before.kind(),
                    before.id(),
                    before.state(),
                    after.state(),
                    firstLine(after.detail()));
            return true;
        } catch (Overtaken e) {
            return false;
        } catch (Refused e) {
            if (e.code() != RefusalCode.INVALID_TRANSITION) {
                throw e;
            }
            LOG.debug("merge {} was overtaken: {}", before.id(), e.getMessage());
            return false;
        }
    }

    void note(Merge merge, String sentence) {
        if (!merge.detail().equals(sentence)) {
            database.inTransactionDo(tx -> store.note(tx, merge, sentence));
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}

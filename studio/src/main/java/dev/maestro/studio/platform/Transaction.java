package dev.maestro.studio.platform;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction, valid inside its block and used by the block's thread only. Lock rows in the
 * order plan, task, run, session; the projects' counters are locked last, by {@link #publish}.
 */
public final class Transaction {

    private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

    private final Handle handle;
    private final Instant now;
    private final boolean readOnly;
    private final List<ProjectEvent> events = new ArrayList<>();
    private boolean revoking;
    private final List<Runnable> wakes = new ArrayList<>();

    Transaction(Handle handle, Instant now, boolean readOnly) {
        this.handle = handle;
        this.now = now.truncatedTo(ChronoUnit.MICROS);
        this.readOnly = readOnly;
    }

    /** For statements, as text blocks with named parameters in {@code …Store} classes. */
    public Handle sql() {
        return handle;
    }

    /** The time at which the block began, to the microsecond as the database keeps it. */
    public Instant now() {
        return now;
    }

    /**
     * Stores the event with this transaction. Numbers are given at the end of the block, in the
     * order of publishing and without gaps per project, so that the projects' counter rows are
     * locked as shortly as can be.
     */
    public void publish(ProjectEvent event) {
        if (readOnly) {
            throw new IllegalStateException("a reading transaction has no news: " + event.type());
        }
        events.add(event);
    }

    /**
     * Somebody can do less after this transaction than before: who keeps doors open on somebody's
     * behalf looks again ({@link Revocations}). Counted at the end of the block, as {@link
     * #publish} numbers.
     */
    public void revokes() {
        revoking = true;
    }

    /**
     * Runs when the commit has happened, on the same thread; meant for waking a loop. What it
     * throws is logged only.
     */
    public void afterCommit(Runnable wake) {
        wakes.add(wake);
    }

    void storeEvents() {
        if (!events.isEmpty()) {
            new EventStore(handle).append(events, now);
        }
        if (revoking) {
            Revocations.count(this);
        }
    }

    void committed() {
        for (Runnable wake : wakes) {
            try {
                wake.run();
            } catch (RuntimeException e) {
                Incident.log(LOG, "after a commit", e);
            }
        }
    }
}

package dev.maestro.client.provider;

import dev.maestro.protocol.work.FailureReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a run to stop, with a reason. Any thread may give it; whoever has something to end says how
 * by {@link #onStop}. Given once more, it means: without asking the agent any longer.
 */
public final class StopSignal {

    private final Object lock = new Object();
    private final List<Runnable> actions = new ArrayList<>();
    private final List<Runnable> urgent = new ArrayList<>();
    private @Nullable FailureReason reason;

    /**
     * The first reason stays; a second call runs what waits for insistence. Runs the actions on the
     * calling thread.
     */
    public void stop(FailureReason why) {
        List<Runnable> due;
        synchronized (lock) {
            due = List.copyOf(reason == null ? actions : urgent);
            reason = reason == null ? why : reason;
        }
        due.forEach(Runnable::run);
    }

    /** Runs the action when the signal is given for a second time. Close to forget it. */
    public Registration onInsistence(Runnable action) {
        synchronized (lock) {
            urgent.add(action);
        }
        return () -> {
            synchronized (lock) {
                urgent.remove(action);
            }
        };
    }

    public Optional<FailureReason> reason() {
        synchronized (lock) {
            return Optional.ofNullable(reason);
        }
    }

    public boolean stopped() {
        return reason().isPresent();
    }

    /** Runs the action when the signal is given; at once when it was. Close to forget it. */
    public Registration onStop(Runnable action) {
        synchronized (lock) {
            if (reason == null) {
                actions.add(action);
                return () -> {
                    synchronized (lock) {
                        actions.remove(action);
                    }
                };
            }
        }
        action.run();
        return () -> {};
    }

    /** An action that waits for the signal. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}

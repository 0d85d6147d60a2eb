package dev.maestro.client.provider;

import dev.maestro.protocol.work.FailureReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a run to stop: once, with a reason. Any thread may give it; whoever has something to end
 * says how by {@link #onStop}.
 */
public final class StopSignal {

    private final Object lock = new Object();
    private final List<Runnable> actions = new ArrayList<>();
    private @Nullable FailureReason reason;

    /** The first reason stays; later calls do nothing. Runs the actions on the calling thread. */
    public void stop(FailureReason why) {
        List<Runnable> due;
        synchronized (lock) {
            if (reason != null) {
                return;
            }
            reason = why;
            due = List.copyOf(actions);
        }
        due.forEach(Runnable::run);
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

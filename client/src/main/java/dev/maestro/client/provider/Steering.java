package dev.maestro.client.provider;

import dev.maestro.protocol.work.Delivery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Directives on their way to an agent that is at work. Any thread may give one; a provider that can
 * hand them on while the agent works says so by {@link #takeWith}, the others ask for what {@link
 * #waiting} when a turn ends.
 */
public final class Steering {

    /** Hands a directive to the agent; false when it can take none at this moment. */
    public interface Taker {
        boolean take(String directive);
    }

    private final List<String> waiting = new ArrayList<>();
    private @Nullable Taker taker;
    private boolean over;

    /** Gives a directive, and says when the agent will hear it. */
    public synchronized Delivery give(String directive) {
        if (over) {
            return Delivery.NEXT_RUN;
        }
        Taker live = taker;
        if (live != null && live.take(directive)) {
            return Delivery.NOW;
        }
        waiting.add(directive);
        return Delivery.NEXT_TURN;
    }

    /** From now on directives go straight to the agent; what waited goes first. */
    public synchronized void takeWith(Taker live) {
        waiting.removeIf(live::take);
        taker = live;
    }

    /** The agent takes nothing more while its turn lasts. */
    public synchronized void takesNothing() {
        taker = null;
    }

    /** What has not been handed over; it counts as handed over now. */
    public synchronized List<String> waiting() {
        List<String> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    /** The agent has ended, or has but one turn and hears nothing until it ends. */
    public synchronized void end() {
        over = true;
        taker = null;
    }
}

package dev.maestro.client.agent;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.Patience;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of one start: since when the model, or a tool of the agent, has said nothing. An
 * attempt that the program repeats by itself is no sign of life; otherwise one that tries for ever
 * would never fall silent. Any thread may use it.
 */
final class Pulse {

    private final Patience patience;
    private final LongSupplier nanos;
    private final long began;
    private final Set<String> tools = new HashSet<>();
    private long heard;
    private int asking;
    private AgentEvent.@Nullable Retrying retrying;

    Pulse(Patience patience, LongSupplier nanos) {
        this.patience = patience;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
        this.heard = began;
    }

    /** Something was printed that says nothing in particular. */
    synchronized void alive() {
        heard = nanos.getAsLong();
    }

    synchronized void event(AgentEvent event) {
        switch (event) {
            case AgentEvent.Retrying again -> retrying = again;
            case AgentEvent.Error _, AgentEvent.LimitWindow _, AgentEvent.Note _ -> {}
            case AgentEvent.ToolCall call -> {
                tools.add(call.id());
                progressed();
            }
            case AgentEvent.ToolResult result -> {
                tools.remove(result.id());
                progressed();
            }
            case AgentEvent.Started _,
                    AgentEvent.Text _,
                    AgentEvent.TextEnd _,
                    AgentEvent.Thought _,
                    AgentEvent.FileChange _,
                    AgentEvent.UsageSoFar _,
                    AgentEvent.Denied _ ->
                    progressed();
        }
    }

    private void progressed() {
        heard = nanos.getAsLong();
        retrying = null;
    }

    /** For a person's answer. */
    Duration permission() {
        return patience.permission();
    }

    /** A person is asked: their time is not the agent's. */
    synchronized void askingBegins() {
        asking++;
    }

    synchronized void askingEnds() {
        asking--;
        heard = nanos.getAsLong();
    }

    /**
     * How long nothing can run out, whether a tool begins meanwhile or ends; zero or less when
     * something has.
     */
    synchronized Duration left() {
        long now = nanos.getAsLong();
        Duration total = patience.total().minusNanos(now - began);
        Duration next = shorter(total, shorter(patience.model(), patience.tool()));
        return asking > 0 ? next : shorter(next, limit().minusNanos(now - heard));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** What has run out. */
    synchronized Optional<AgentFailure> over() {
        long now = nanos.getAsLong();
        if (patience.total().minusNanos(now - began).compareTo(Duration.ZERO) <= 0) {
            return Optional.of(new AgentFailure.TimedOut(patience.total()));
        }
        if (asking > 0 || limit().minusNanos(now - heard).compareTo(Duration.ZERO) > 0) {
            return Optional.empty();
        }
        AgentEvent.Retrying again = retrying;
        return Optional.of(
                again == null
                        ? new AgentFailure.Stalled(silence(), limit())
                        : Endless.retries(again));
    }

    private Duration limit() {
        return tools.isEmpty() ? patience.model() : patience.tool();
    }

    private AgentFailure.Silence silence() {
        return tools.isEmpty() ? AgentFailure.Silence.MODEL : AgentFailure.Silence.TOOL;
    }
}

package dev.maestro.client.agent;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.AgentFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notices an agent that goes round in circles: the same tool with the same input and the same
 * answer again and again, or attempts without end. Used by one thread at a time.
 */
final class Endless {

    /** Waiting for something by asking again is common; that often it is not. */
    private static final int MOST_REPEATS = 25;

    private static final int MOST_RETRIES = 40;
    private static final int MOST_OPEN = 1_000;

    private record Step(String tool, int input, int answer) {}

    private final Map<String, AgentEvent.ToolCall> open = new HashMap<>();
    private @Nullable Step last;
    private int repeats;
    private int retries;

    /** Empty while it gets on. */
    Optional<AgentFailure> event(AgentEvent event) {
        return switch (event) {
            case AgentEvent.Retrying again ->
                    ++retries > MOST_RETRIES ? Optional.of(retries(again)) : Optional.empty();
            case AgentEvent.ToolCall call -> {
                retries = 0;
                if (open.size() < MOST_OPEN) {
                    open.put(call.id(), call);
                }
                yield Optional.empty();
            }
            case AgentEvent.ToolResult result -> {
                retries = 0;
                AgentEvent.ToolCall call = open.remove(result.id());
                yield call == null ? Optional.empty() : step(call, result);
            }
            case AgentEvent.Text _, AgentEvent.FileChange _ -> {
                retries = 0;
                yield Optional.empty();
            }
            case AgentEvent.Started _,
                    AgentEvent.TextEnd _,
                    AgentEvent.Thought _,
                    AgentEvent.UsageSoFar _,
                    AgentEvent.LimitWindow _,
                    AgentEvent.Denied _,
                    AgentEvent.Error _,
                    AgentEvent.Note _ ->
                    Optional.empty();
        };
    }

    private Optional<AgentFailure> step(AgentEvent.ToolCall call, AgentEvent.ToolResult result) {
        Step step = new Step(call.tool(), call.input().hashCode(), result.output().hashCode());
        repeats = step.equals(last) ? repeats + 1 : 1;
        last = step;
        return repeats < MOST_REPEATS
                ? Optional.empty()
                : Optional.of(
                        new AgentFailure.NoProgress(
                                "%d times in a row the same answer from %s %s"
                                        .formatted(repeats, call.tool(), call.summary())));
    }

    /** What attempts without end are called. */
    static AgentFailure retries(AgentEvent.Retrying again) {
        return again.status()
                .flatMap(status -> StatusCode.failure(status, again.why(), Optional.empty()))
                .orElseGet(() -> new AgentFailure.Overloaded(again.why()));
    }
}

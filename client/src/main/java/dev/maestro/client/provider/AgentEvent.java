package dev.maestro.client.provider;

import dev.maestro.protocol.work.RunMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened while an agent worked, in the house's own words whatever program said it:
 * together they are a run's normalised transcript.
 */
public sealed interface AgentEvent {

    /**
     * It is at work.
     *
     * @param session by which the provider goes on with this conversation later
     */
    record Started(Optional<String> session, Optional<String> model) implements AgentEvent {}

    /** A piece of the agent's own words. Only these may hold directives and verdicts. */
    record Text(String text) implements AgentEvent {}

    /** The words before it are a whole message. */
    record TextEnd() implements AgentEvent {}

    /** A piece of what it thinks, where it tells. */
    record Thought(String text) implements AgentEvent {}

    /**
     * It uses a tool.
     *
     * @param id what the result has, too; unique within the run
     * @param summary one line for people
     * @param input as the provider gave it: JSON or text
     */
    record ToolCall(String id, String tool, String summary, String input) implements AgentEvent {}

    /** What the tool answered. */
    record ToolResult(String id, boolean failed, String output) implements AgentEvent {}

    /** It changed a file; the path as the provider said it. */
    record FileChange(String path, ChangeKind kind) implements AgentEvent {}

    enum ChangeKind {
        ADDED,
        CHANGED,
        DELETED
    }

    /** What it used so far: totals of this run, not increments. */
    record UsageSoFar(RunMethod.Usage usage) implements AgentEvent {}

    /** The model did not answer as it should; the program tries again by itself. */
    record Retrying(Optional<Integer> status, Optional<Duration> after, String why)
            implements AgentEvent {}

    /**
     * How full a limit's window is.
     *
     * @param window what the provider calls it, such as {@code five_hour}
     * @param used 0 to 1
     */
    record LimitWindow(String window, Optional<Double> used, Optional<Instant> resetsAt)
            implements AgentEvent {}

    /** It asked for something that was not allowed. */
    record Denied(String tool, String why) implements AgentEvent {}

    /** Something went wrong; whether the run failed is its outcome's to say. */
    record Error(String message) implements AgentEvent {}

    /** A line of Maestro's own. */
    record Note(String text) implements AgentEvent {}
}

package dev.maestro.client.agent;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.ProviderOutcome;
import java.util.function.Consumer;

/**
 * Knows what one start of one program prints. One object a start; never called by two threads at a
 * time.
 */
public interface StreamReader {

    /** The program runs; what it must be told first is said now. Nothing was read yet. */
    default void started(AgentInput input) {}

    /** A line of standard output, without its end. */
    void line(String line, Consumer<AgentEvent> events);

    /** The beginning of a line of standard output that was too long to be read. */
    default void tooLong(String beginning, long length, Consumer<AgentEvent> events) {
        events.accept(
                new AgentEvent.Note(
                        "a line of %d bytes was too long and left out".formatted(length)));
    }

    /** A line of standard error. */
    default void errorLine(String line, Consumer<AgentEvent> events) {}

    /**
     * What came of it, when it ended by itself or was ended after {@link AgentInput#close}. Neither
     * an exit code of 0 nor the word "success" alone says that it is done.
     */
    ProviderOutcome outcome(int exit);
}

package dev.maestro.client.agent;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.Operator;
import java.util.function.Consumer;

/** What a reader may do to the program that it reads. Any thread may use it. */
public interface AgentInput {

    /** Writes a line to its standard input; false when it listens no longer, or never did. */
    boolean say(String line);

    /**
     * It has done what it was started for: its standard input ends, and after a short while so does
     * the program, if it does not by itself; at once where it has no input that could end.
     */
    void close();

    /**
     * Asks the operator without holding up the reading; the clocks of silence stand still
     * meanwhile. The answer comes on another thread, never while a line is being read.
     */
    void ask(String question, Consumer<Operator.Permission> answer);

    /**
     * Reads what the program says by another way than its output, such as over HTTP, as if it were
     * a line of it: never while another is being read, and the clocks hear it.
     */
    void hear(Consumer<Consumer<AgentEvent>> reading);
}

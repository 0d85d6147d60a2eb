package dev.maestro.client.agent;

import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.sandbox.Needs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How one start of an agent's program is made.
 *
 * @param command the program, looked for on the PATH of {@code environment}, and its arguments
 * @param environment all of it
 * @param stop how it is asked to end
 */
public record AgentProgram(
        List<String> command,
        Map<String, String> environment,
        Needs needs,
        Stdin stdin,
        ProcessTree.Ask stop) {

    public AgentProgram {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** What it finds on its standard input. */
    public sealed interface Stdin {

        /** Nothing: some programs read it to its end before they begin. */
        record Nothing() implements Stdin {}

        record FromFile(Path file) implements Stdin {}

        /** What its reader says, line by line. */
        record Open() implements Stdin {}
    }
}

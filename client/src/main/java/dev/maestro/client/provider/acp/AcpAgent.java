package dev.maestro.client.provider.acp;

import dev.maestro.client.agent.AgentEnvironment;
import dev.maestro.client.agent.HomeState;
import dev.maestro.client.agent.OwnState;
import dev.maestro.client.provider.ProviderCall;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * An agent that speaks the protocol.
 *
 * @param name as in the configuration
 * @param command the program and its arguments
 * @param environment all that it finds there in a run
 * @param state its own
 */
public record AcpAgent(
        String name,
        List<String> command,
        Function<ProviderCall, Map<String, String>> environment,
        OwnState state) {

    private static final Pattern PLAIN = Pattern.compile("[\\w./@:+, -]+");

    public AcpAgent {
        command = List.copyOf(command);
    }

    /**
     * Whatever a person named.
     *
     * @param line plain words, or whatever {@code sh -c} understands
     * @param allowed what it may see of the daemon's own environment
     */
    public static AcpAgent named(String line, Map<String, String> allowed) {
        return new AcpAgent(
                "acp",
                command(line),
                call -> AgentEnvironment.of(call, allowed),
                HomeState.named(line, allowed));
    }

    /** Without a shell where none is needed: then a missing program is called by its name. */
    private static List<String> command(String line) {
        return PLAIN.matcher(line).matches()
                ? List.of(line.strip().split(" +"))
                : List.of("sh", "-c", line);
    }
}

package dev.maestro.client.provider.acp;

import dev.maestro.client.agent.AgentEnvironment;
import dev.maestro.client.provider.ProviderCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * An agent that speaks the protocol.
 *
 * @param name as in the configuration
 * @param command the program and its arguments
 * @param environment all that it finds there in a run
 * @param writable its own state
 */
public record AcpAgent(
        String name,
        List<String> command,
        Function<ProviderCall, Map<String, String>> environment,
        List<Path> writable) {

    /** Where agents keep what they know of sessions, below the user's home. */
    private static final List<String> STATE =
            List.of(
                    ".gemini",
                    ".claude",
                    ".claude.json",
                    ".codex",
                    ".qwen",
                    ".copilot",
                    ".config/opencode",
                    ".local/share/opencode",
                    ".local/state/opencode",
                    ".cache/opencode");

    private static final Pattern PLAIN = Pattern.compile("[\\w./@:+, -]+");

    public AcpAgent {
        command = List.copyOf(command);
        writable = List.copyOf(writable);
    }

    /**
     * Whatever a person named.
     *
     * @param line plain words, or whatever {@code sh -c} understands
     * @param allowed what it may see of the daemon's own environment
     */
    public static AcpAgent named(String line, Map<String, String> allowed) {
        Optional<Path> home = Optional.ofNullable(allowed.get("HOME")).map(Path::of);
        return new AcpAgent(
                "acp",
                command(line),
                call -> AgentEnvironment.of(call, allowed),
                home.map(directory -> STATE.stream().map(directory::resolve).toList())
                        .orElse(List.of()));
    }

    /** Without a shell where none is needed: then a missing program is called by its name. */
    private static List<String> command(String line) {
        return PLAIN.matcher(line).matches()
                ? List.of(line.strip().split(" +"))
                : List.of("sh", "-c", line);
    }
}

package dev.maestro.client.provider.claude;

import dev.maestro.client.agent.AgentEnvironment;
import dev.maestro.client.agent.AgentProgram;
import dev.maestro.client.agent.AgentRun;
import dev.maestro.client.agent.Turns;
import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.provider.McpServer;
import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.ProviderCall;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.sandbox.Needs;
import dev.maestro.client.settings.ModelSize;
import dev.maestro.client.settings.NetworkPolicy;
import dev.maestro.client.settings.PermissionMode;
import dev.maestro.client.settings.ProviderSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Claude Code. */
public final class ClaudeProvider implements Provider {

    public static final String PROGRAM = "claude";

    /** What of the daemon's environment it needs: its keys and its own settings. */
    public static final List<String> VARIABLES = List.of("ANTHROPIC_*", "CLAUDE_*");

    /** Of a Claude Code around the daemon, not of the one to start. */
    private static final List<String> OF_ANOTHER =
            List.of("CLAUDE_CODE_ENTRYPOINT", "CLAUDE_CODE_SSE_PORT", "CLAUDE_CODE_SESSION_ID");

    /** By itself it tries ten times, for minutes; the daemon pauses the run instead. */
    private static final String RETRIES = "4";

    private final ProviderSettings settings;
    private final Map<String, String> environment;
    private final Patience patience;
    private final boolean root;

    /**
     * @param environment what it may see
     * @param root whether this process is root's: Claude Code refuses then to skip permissions
     */
    public ClaudeProvider(
            ProviderSettings settings,
            Map<String, String> environment,
            Patience patience,
            boolean root) {
        this.settings = settings;
        this.environment = Map.copyOf(environment);
        this.patience = patience;
        this.root = root;
    }

    @Override
    public String name() {
        return "claude";
    }

    @Override
    public Optional<String> model(ModelSize size) {
        return Optional.of(
                settings.models()
                        .getOrDefault(
                                size,
                                switch (size) {
                                    case SMALL -> "haiku";
                                    case MEDIUM -> "sonnet";
                                    case LARGE -> "opus";
                                }));
    }

    @Override
    public ProviderOutcome run(ProviderCall call) {
        return Turns.of(call, this::turn);
    }

    private Turns.Ended turn(ProviderCall call, String prompt, Optional<String> session) {
        ClaudeReader reader =
                new ClaudeReader(
                        prompt,
                        settings.permission(),
                        call.steering(),
                        InstantSource.system(),
                        ZoneId.systemDefault());
        ProviderOutcome outcome = AgentRun.of(program(call, session), call, patience, reader);
        return new Turns.Ended(outcome, reader.session(), reader.sessionUnknown());
    }

    private AgentProgram program(ProviderCall call, Optional<String> session) {
        boolean confined = call.confinement().confines();
        boolean free = settings.permission() == PermissionMode.ALLOW && (!root || confined);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                settings.program().orElse(PROGRAM),
                                "-p",
                                "--input-format",
                                "stream-json",
                                "--output-format",
                                "stream-json",
                                "--verbose",
                                "--replay-user-messages",
                                "--permission-mode",
                                free ? "bypassPermissions" : "acceptEdits"));
        if (!free) {
            command.addAll(List.of("--permission-prompt-tool", "stdio"));
        }
        model(call.size()).ifPresent(model -> command.addAll(List.of("--model", model)));
        session.ifPresent(id -> command.addAll(List.of("--resume", id)));
        McpServer.of(call.facts())
                .ifPresent(server -> {
                    command.addAll(
                            List.of(
                                    "--strict-mcp-config",
                                    "--mcp-config",
                                    server.servers().toString()));
                    command.addAll(List.of("--allowedTools", "mcp__" + McpServer.NAME));
                });
        command.addAll(settings.arguments());
        Map<String, String> all = AgentEnvironment.of(call, environment);
        OF_ANOTHER.forEach(all::remove);
        all.putIfAbsent("CLAUDE_CODE_MAX_RETRIES", RETRIES);
        all.put("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
        all.put("DISABLE_AUTOUPDATER", "1");
        if (root && free) {
            all.put("IS_SANDBOX", "1");
        }
        return new AgentProgram(
                command,
                all,
                new Needs(state(), List.of(call.prompt()), NetworkPolicy.OPEN),
                new AgentProgram.Stdin.Open(),
                ProcessTree.Ask.TERMINATE);
    }

    private List<Path> state() {
        String own = environment.get("CLAUDE_CONFIG_DIR");
        if (own != null) {
            return List.of(Path.of(own));
        }
        String home = environment.get("HOME");
        return home == null
                ? List.of()
                : List.of(Path.of(home, ".claude"), Path.of(home, ".claude.json"));
    }
}

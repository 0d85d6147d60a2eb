package dev.maestro.client.provider.codex;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import dev.maestro.client.settings.ProviderSettings;
import dev.maestro.git.Git;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Codex. */
public final class CodexProvider implements Provider {

    public static final String PROGRAM = "codex";

    /** What of the daemon's environment it needs: its keys and its own settings. */
    public static final List<String> VARIABLES = List.of("OPENAI_*", "CODEX_*");

    private final ProviderSettings settings;
    private final Map<String, String> environment;
    private final Patience patience;

    /**
     * @param environment what it may see
     */
    public CodexProvider(
            ProviderSettings settings, Map<String, String> environment, Patience patience) {
        this.settings = settings;
        this.environment = Map.copyOf(environment);
        this.patience = patience;
    }

    @Override
    public String name() {
        return "codex";
    }

    /** Where nothing is set, Codex's own configuration decides. */
    @Override
    public Optional<String> model(ModelSize size) {
        return Optional.ofNullable(settings.models().get(size));
    }

    @Override
    public ProviderOutcome run(ProviderCall call) {
        return Turns.of(call, this::turn);
    }

    private Turns.Ended turn(ProviderCall call, String prompt, Optional<String> session) {
        boolean confined = call.confinement().confines();
        CodexThread thread =
                new CodexThread(
                        call.worktree(),
                        prompt,
                        model(call.size()),
                        settings.permission(),
                        confined,
                        session);
        CodexReader reader =
                new CodexReader(
                        thread, call.steering(), InstantSource.system(), ZoneId.systemDefault());
        ProviderOutcome outcome = AgentRun.of(program(call, confined), call, patience, reader);
        return new Turns.Ended(outcome, reader.session(), reader.sessionUnknown());
    }

    private AgentProgram program(ProviderCall call, boolean confined) {
        List<String> command =
                new ArrayList<>(List.of(settings.program().orElse(PROGRAM), "app-server"));
        set(command, "check_for_update_on_startup", "false");
        set(command, "analytics.enabled", "false");
        // Its own filter also drops GIT_CONFIG_KEY_0, without which git refuses to work.
        set(command, "shell_environment_policy.ignore_default_excludes", "true");
        set(command, "shell_environment_policy.exclude", toml(secrets()));
        if (!confined) {
            set(
                    command,
                    "sandbox_workspace_write.writable_roots",
                    toml(gitDirectories(call.worktree())));
            set(command, "sandbox_workspace_write.network_access", "true");
        }
        McpServer.of(call.facts())
                .ifPresent(server ->
                        server.codex().forEach(setting -> command.addAll(List.of("-c", setting))));
        command.addAll(settings.arguments());
        return new AgentProgram(
                command,
                AgentEnvironment.of(call, environment),
                new Needs(state(), List.of(call.prompt()), NetworkPolicy.OPEN),
                new AgentProgram.Stdin.Open(),
                ProcessTree.Ask.TERMINATE);
    }

    private static void set(List<String> command, String name, String value) {
        command.addAll(List.of("-c", name + "=" + value));
    }

    /** An array of strings is the same in TOML and in JSON. */
    private static String toml(Collection<String> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return array.toString();
    }

    /** Keys are Codex's own business, not that of the commands it runs. */
    private List<String> secrets() {
        return Stream.concat(
                        Stream.of("OPENAI_*KEY*", "CODEX_*KEY*", "*_ACCESS_TOKEN"),
                        settings.environment().stream()
                                .filter(name ->
                                        name.contains("KEY")
                                                || name.contains("TOKEN")
                                                || name.contains("SECRET")))
                .toList();
    }

    /**
     * In its own sandbox the git directory is read-only, and a worktree has two: one shared with
     * the clone, one of its own.
     */
    private static List<String> gitDirectories(Path worktree) {
        Git git = Git.at(worktree);
        return Stream.of("--git-common-dir", "--git-dir")
                .map(which -> git.tryRun("rev-parse", "--path-format=absolute", which))
                .filter(answer -> answer.ok())
                .map(answer -> answer.out().strip())
                .distinct()
                .toList();
    }

    private List<Path> state() {
        String own = environment.get("CODEX_HOME");
        if (own != null) {
            return List.of(Path.of(own));
        }
        String home = environment.get("HOME");
        return home == null ? List.of() : List.of(Path.of(home, ".codex"));
    }
}

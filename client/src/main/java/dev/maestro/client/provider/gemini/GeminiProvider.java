package dev.maestro.client.provider.gemini;

import dev.maestro.client.agent.AgentProgram;
import dev.maestro.client.agent.AgentRun;
import dev.maestro.client.agent.HomeState;
import dev.maestro.client.agent.Turns;
import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.ProviderCall;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.settings.ModelSize;
import dev.maestro.client.settings.PermissionMode;
import dev.maestro.client.settings.ProviderSettings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs Gemini CLI once a turn; what a person says meanwhile is its next turn. */
public final class GeminiProvider implements Provider {

    private static final Map<ModelSize, String> MODELS =
            Map.of(
                    ModelSize.SMALL, "flash-lite",
                    ModelSize.MEDIUM, "flash",
                    ModelSize.LARGE, "pro");

    /** What of the daemon's environment it needs: keys, and where its models are. */
    public static final List<String> VARIABLES = List.of("GEMINI_*", "GOOGLE_*");

    private final ProviderSettings settings;
    private final Map<String, String> environment;
    private final Patience patience;

    /**
     * @param environment what its process may see of the daemon's own
     */
    public GeminiProvider(
            ProviderSettings settings, Map<String, String> environment, Patience patience) {
        this.settings = settings;
        this.environment = Map.copyOf(environment);
        this.patience = patience;
    }

    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public Optional<String> model(ModelSize size) {
        return Optional.ofNullable(settings.models().get(size))
                .or(() -> Optional.ofNullable(MODELS.get(size)));
    }

    @Override
    public ProviderOutcome run(ProviderCall call) {
        return Turns.of(call, this::turn);
    }

    private Turns.Ended turn(ProviderCall call, String prompt, Optional<String> session) {
        GeminiReader reader = new GeminiReader(InstantSource.system());
        // From its standard input: an argument has a largest size and may begin with a hyphen.
        AgentProgram.Stdin words = new AgentProgram.Stdin.FromFile(call.written(prompt));
        AgentProgram program =
                new AgentProgram(
                        command(call, session),
                        GeminiEnvironment.of(call, environment),
                        HomeState.gemini(environment).needs(call),
                        words,
                        ProcessTree.Ask.TERMINATE);
        ProviderOutcome outcome = AgentRun.of(program, call, patience, reader);
        return new Turns.Ended(
                outcome, reader.session().or(() -> session), reader.unknownSession());
    }

    private List<String> command(ProviderCall call, Optional<String> session) {
        List<String> command = new ArrayList<>();
        command.add(settings.program().orElse("gemini"));
        command.addAll(List.of("-o", "stream-json"));
        command.addAll(List.of("--approval-mode", approval()));
        model(call.size()).ifPresent(model -> command.addAll(List.of("-m", model)));
        session.ifPresent(id -> command.addAll(List.of("-r", id)));
        command.addAll(settings.arguments());
        return command;
    }

    /** Without a person to ask, it does not even offer tools that need permission. */
    private String approval() {
        return settings.permission() == PermissionMode.ALLOW ? "yolo" : "auto_edit";
    }
}

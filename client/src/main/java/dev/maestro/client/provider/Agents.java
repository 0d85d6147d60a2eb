package dev.maestro.client.provider;

import dev.maestro.client.platform.ProgramPath;
import dev.maestro.client.settings.ProviderSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The agent programs of this machine. */
public final class Agents {

    /**
     * One that could be here.
     *
     * @param program empty when it is not
     */
    public record Agent(ProviderKind kind, Optional<Path> program, Optional<String> version) {}

    private final Map<String, String> environment;
    private final Function<String, ProviderSettings> settings;

    /**
     * @param environment of which they get an allow-list
     * @param settings what a person set for the provider of that name
     */
    public Agents(Map<String, String> environment, Function<String, ProviderSettings> settings) {
        this.environment = AllowedEnvironment.of(environment, List.of());
        this.settings = settings;
    }

    /** The best one that is here; looks, and starts nothing. */
    public Optional<ProviderKind> best() {
        return ProviderKind.found().stream().filter(kind -> program(kind).isPresent()).findFirst();
    }

    /** Where its program is. */
    public Optional<Path> program(ProviderKind kind) {
        return settings.apply(kind.word())
                .program()
                .or(kind::program)
                .flatMap(name -> ProgramPath.find(name, environment.getOrDefault("PATH", "")));
    }

    /**
     * All of them, the best first, with their versions: each is asked, all at once.
     *
     * @param versions answers of earlier times
     */
    public List<Agent> all(AgentVersions versions) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Agent>> asked =
                    ProviderKind.found().stream()
                            .map(kind -> threads.submit(() -> look(kind, versions)))
                            .toList();
            List<Agent> all = new java.util.ArrayList<>();
            for (Future<Agent> one : asked) {
                all.add(one.get());
            }
            return List.copyOf(all);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an agent could not be looked for", e.getCause());
        }
    }

    private Agent look(ProviderKind kind, AgentVersions versions) {
        Optional<Path> program = program(kind);
        return new Agent(kind, program, program.flatMap(path -> versions.of(path, environment)));
    }
}

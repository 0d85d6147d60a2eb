package dev.maestro.client.cli;

import dev.maestro.client.provider.AgentVersions;
import dev.maestro.client.provider.Agents;
import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.ProviderConfig;
import dev.maestro.client.provider.ProviderKind;
import dev.maestro.client.provider.Providers;
import dev.maestro.client.settings.ConfigFile;
import dev.maestro.client.settings.Configuration;
import dev.maestro.client.settings.ModelSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "agents",
        description = "The agent programs of this machine, and what Maestro can do with each.")
final class AgentsCommand implements Callable<Integer> {

    private final Surroundings here;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    AgentsCommand(Surroundings here) {
        this.here = here;
    }

    static Agents onThisMachine(Surroundings here) {
        Configuration configuration = new ConfigFile(here.home()).read();
        return new Agents(System.getenv(), configuration::provider);
    }

    @Override
    public Integer call() throws InterruptedException {
        AgentVersions versions = new AgentVersions(here.home().agentVersions());
        List<Agents.Agent> agents = onThisMachine(here).all(versions);
        versions.keep();
        Optional<ProviderKind> best =
                agents.stream()
                        .filter(agent -> agent.program().isPresent())
                        .map(Agents.Agent::kind)
                        .findFirst();
        if (json) {
            here.sayJson(
                    new Listed(
                            agents.stream().map(this::line).toList(),
                            best.map(ProviderKind::word)));
        } else {
            agents.forEach(this::tell);
            here.say(
                    best.map(kind ->
                                    "`maestro connect` takes %s unless you name another: --provider NAME"
                                            .formatted(kind.word()))
                            .orElse(
                                    "None is here: `maestro connect` lets you work yourself, or any"
                                            + " program by --agent COMMAND"));
        }
        return ExitCode.OK;
    }

    private void tell(Agents.Agent agent) {
        ProviderKind kind = agent.kind();
        if (agent.program().isEmpty()) {
            here.say("%-9s not found. %s: %s".formatted(kind.word(), kind.title(), kind.install()));
            return;
        }
        here.say(
                "%-9s %s  %s"
                        .formatted(
                                kind.word(),
                                agent.version().orElse("of an unknown version"),
                                agent.program().get()));
        List<String> can = new ArrayList<>();
        can.add(
                switch (kind.steering()) {
                    case NOW -> "hears directives while it works";
                    case NEXT_TURN -> "hears directives at its next turn";
                    case NEXT_RUN -> "hears directives at the next run";
                });
        can.add(kind.resumes() ? "resumes" : "does not resume");
        can.add(kind.tellsCost() ? "tells its cost" : "does not tell its cost");
        here.say("          " + String.join(", ", can) + models(kind));
    }

    private String models(ProviderKind kind) {
        String models =
                line(new Agents.Agent(kind, Optional.empty(), Optional.empty()))
                        .models()
                        .entrySet()
                        .stream()
                        .map(model -> model.getKey() + " " + model.getValue())
                        .collect(Collectors.joining(", "));
        return models.isEmpty() ? "; its own default model" : "; models: " + models;
    }

    private Line line(Agents.Agent agent) {
        ProviderKind kind = agent.kind();
        Provider provider =
                Providers.of(
                        new ProviderConfig(
                                kind.word(),
                                Optional.empty(),
                                List.of(),
                                new ConfigFile(here.home()).read().provider(kind.word()),
                                List.of(),
                                List.of()),
                        System.getenv());
        Map<String, String> models = new LinkedHashMap<>();
        for (ModelSize size : ModelSize.values()) {
            provider.model(size)
                    .ifPresent(model -> models.put(size.name().toLowerCase(Locale.ROOT), model));
        }
        return new Line(
                kind.word(),
                kind.title(),
                agent.program().map(Object::toString),
                agent.version(),
                models,
                kind.steering().name().toLowerCase(Locale.ROOT),
                kind.resumes(),
                kind.tellsCost(),
                kind.install());
    }

    /** What is printed of one. */
    private record Line(
            String provider,
            String title,
            Optional<String> program,
            Optional<String> version,
            Map<String, String> models,
            String steering,
            boolean resumes,
            boolean tellsCost,
            String install) {}

    private record Listed(List<Line> agents, Optional<String> best) {}
}

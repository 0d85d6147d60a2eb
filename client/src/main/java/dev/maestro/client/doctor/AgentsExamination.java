package dev.maestro.client.doctor;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.provider.AgentVersions;
import dev.maestro.client.provider.Agents;
import dev.maestro.client.settings.ConfigFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The agent programs that are here. */
final class AgentsExamination implements Examination {

    private final MaestroHome home;
    private final Map<String, String> environment;

    AgentsExamination(MaestroHome home, Map<String, String> environment) {
        this.home = home;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String subject() {
        return "agents";
    }

    @Override
    public List<Finding> examine() {
        Agents agents = new Agents(environment, new ConfigFile(home).read()::provider);
        List<Finding> found = new ArrayList<>();
        try {
            for (Agents.Agent agent : agents.all(new AgentVersions(home.agentVersions()))) {
                agent.program()
                        .ifPresent(program ->
                                found.add(
                                        Finding.good(
                                                agent.kind().word(),
                                                "%s, %s"
                                                        .formatted(
                                                                agent.version().orElse("?"),
                                                                program))));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return found.isEmpty()
                ? List.of(
                        Finding.note(
                                subject(),
                                "none of those that Maestro knows is on the PATH",
                                "`maestro agents` says how to install one; any program works by"
                                        + " --agent COMMAND"))
                : found;
    }
}

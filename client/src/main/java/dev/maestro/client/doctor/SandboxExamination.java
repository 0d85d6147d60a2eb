package dev.maestro.client.doctor;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.sandbox.Needs;
import dev.maestro.client.sandbox.Sandbox;
import dev.maestro.client.sandbox.SandboxView;
import dev.maestro.client.sandbox.Territory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Whether this machine can confine agents and checks. */
final class SandboxExamination implements Examination {

    private final MaestroHome home;
    private final Path directory;
    private final Map<String, String> environment;

    SandboxExamination(MaestroHome home, Path directory, Map<String, String> environment) {
        this.home = home;
        this.directory = directory;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String subject() {
        return "sandbox";
    }

    @Override
    public List<Finding> examine() {
        Territory territory =
                Territory.of(environment, home, new UUID(0, 0), directory, List.of(), List.of());
        SandboxView view = Sandbox.open(territory).view(Needs.nothing());
        return List.of(
                view.problem()
                        .map(problem ->
                                Finding.bad(
                                        subject(),
                                        problem,
                                        "or, for one repository: `maestro project` and sandbox ="
                                                + " \"off\" in projects.toml"))
                        .orElseGet(
                                () -> Finding.good(subject(), view.tool().orElse("it is there"))));
    }
}

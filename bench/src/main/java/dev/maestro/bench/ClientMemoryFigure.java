package dev.maestro.bench;

import dev.maestro.demo.Pause;
import dev.maestro.demo.Programs;
import dev.maestro.demo.Repository;
import dev.maestro.demo.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the distribution's daemon holds with one project and with ten, and how soon it is at work:
 * from nothing to a session that is online, by the command that a person would call.
 */
final class ClientMemoryFigure implements Figure {

    private static final int PROJECTS = 10;
    private static final int TIMES = 5;
    private static final Duration SETTLED = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "client-memory";
    }

    @Override
    public List<Row> measure(Path directory) {
        Programs programs = Distribution.make(directory);
        try (Ground ground = Ground.open(programs, directory, "true\n")) {
            Stage stage = ground.stage();
            Samples ready = new Samples();
            for (int i = 0; i < TIMES; i++) {
                long began = System.nanoTime();
                connect(stage, ground.repository());
                ready.add(System.nanoTime() - began);
                if (i < TIMES - 1) {
                    stage.client().run(directory, "disconnect", "--all", "--stop");
                }
            }
            long worker = settled(stage);
            for (int i = 1; i < PROJECTS; i++) {
                Path other = directory.resolve("project-" + i);
                Ground.write(other.resolve("clone/README.md"), "# Sample %d\n".formatted(i));
                Repository repository = Repository.publish(other, other.resolve("clone"), "Begin");
                stage.project("Bench " + i, repository, Optional.empty());
                connect(stage, repository);
            }
            long daemon = settled(stage);
            return List.of(
                    new Row(
                            "no daemon → a session online, median of " + TIMES,
                            ready.median(),
                            "≤ 1 s",
                            Map.of("ready_ms", ready.medianMillis())),
                    resident(
                            "idle daemon with one project, resident",
                            worker,
                            "≤ 80 MB",
                            "worker_mib"),
                    resident(
                            "idle daemon with %d projects, resident".formatted(PROJECTS),
                            daemon,
                            "≤ 90 MB",
                            "daemon_mib"));
        }
    }

    private static void connect(Stage stage, Repository repository) {
        stage.client().run(repository.workingCopy(), "connect", "--as", "idle", "--agent", "true");
    }

    private static long settled(Stage stage) {
        Pause.of(SETTLED);
        return Ground.resident(stage.client().daemonProcess().orElseThrow().pid());
    }

    private static Row resident(String what, long mebibytes, String target, String name) {
        return new Row(what, mebibytes + " MiB", target, Map.of(name, (double) mebibytes));
    }
}

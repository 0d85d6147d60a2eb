package dev.maestro.bench;

import dev.maestro.demo.Pause;
import dev.maestro.demo.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long Studio takes to be ready, and how much memory the idle programs hold. */
final class StartFigure implements Figure {

    private static final int TIMES = 5;
    private static final Duration SETTLED = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Row> measure(Path directory) {
        try (Ground ground = Ground.open(directory, "true\n")) {
            Samples warm = new Samples();
            for (int i = 0; i < TIMES; i++) {
                ground.stage().studio().close();
                warm.add(ground.stage().studio().start().toNanos());
            }
            Samples killed = new Samples();
            for (int i = 0; i < TIMES; i++) {
                ground.stage().studio().kill();
                killed.add(ground.stage().studio().start().toNanos());
            }
            ground.connect(List.of(new Stage.Seat("idle", false, "develop", List.of(), 1)));
            Pause.of(SETTLED);
            long studio = Ground.resident(ground.stage().studio().pid());
            Optional<ProcessHandle> daemon = ground.stage().client().daemonProcess();
            long idle = Ground.resident(daemon.orElseThrow().pid());
            return List.of(
                    new Row(
                            "Studio ready, warm, embedded database, median of 5",
                            warm.median(),
                            "≤ 3 s"),
                    new Row(
                            "Studio ready after kill -9, database taken over, median of 5",
                            killed.median(),
                            ""),
                    new Row("Studio resident, without its database", studio + " MiB", "≤ 350 MB"),
                    new Row("idle daemon resident", idle + " MiB", "≤ 100 MB"));
        }
    }
}

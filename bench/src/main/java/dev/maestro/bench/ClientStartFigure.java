package dev.maestro.bench;

import dev.maestro.demo.Programs;
import dev.maestro.demo.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long short commands of the distribution take from start to end, in turns with the bare start
 * of node, which other such programs are made with.
 */
final class ClientStartFigure implements Figure {

    private static final int WARM_UP = 3;
    private static final int TIMES = 30;

    @Override
    public String name() {
        return "client-start";
    }

    @Override
    public List<Row> measure(Path directory) {
        Programs programs = Distribution.make(directory);
        try (Ground ground = Ground.open(programs, directory, "true\n")) {
            ground.connect(List.of(new Stage.Seat("idle", false, "develop", List.of(), 1)));
            Optional<Path> home = Optional.of(ground.stage().home());
            Samples node = new Samples();
            Samples version = new Samples();
            Samples status = new Samples();
            for (int i = -WARM_UP; i < TIMES; i++) {
                long nodeTook = Distribution.run(List.of("node", "-e", "0"), home);
                long versionTook = Distribution.run(programs.client(List.of("version")), home);
                long statusTook = Distribution.run(programs.client(List.of("status")), home);
                if (i >= 0) {
                    node.add(nodeTook);
                    version.add(versionTook);
                    status.add(statusTook);
                }
            }
            return List.of(
                    row(
                            "`maestro version`, from the distribution",
                            version,
                            "≤ 120 ms",
                            "version_ms"),
                    row(
                            "`maestro status` with a daemon and a session",
                            status,
                            "≤ 180 ms",
                            "status_ms"),
                    row("`node -e 0` in turns with them", node, "", "node_ms"));
        }
    }

    private static Row row(String what, Samples samples, String target, String name) {
        return new Row(what, samples.spread(), target, Map.of(name, samples.medianMillis()));
    }
}

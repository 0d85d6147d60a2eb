package dev.maestro.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.demo.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** From a person's cancel to the last process of the run's tree gone, daemonised ones included. */
final class CancelFigure implements Figure {

    private static final int TIMES = Integer.getInteger("bench.cancels", 50);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final String AGENT =
            """
            setsid sh -c 'trap "" TERM HUP; echo up >"$0"; while :; do sleep 613; done' "$1/$MAESTRO_TASK_NUMBER.detached" &
            sleep 613 &
            echo up >"$1/$MAESTRO_TASK_NUMBER.agent"
            wait
            """;

    @Override
    public String name() {
        return "cancel";
    }

    @Override
    public List<Row> measure(Path directory) {
        try (Ground ground = Ground.open(directory, AGENT)) {
            ground.connect(List.of(new Stage.Seat("developer", false, "develop", List.of(), 1)));
            String plan = ground.activate(Ground.outline(TIMES, "  hold: yes\n"));
            Samples samples = new Samples();
            for (JsonNode row : ground.tasks(plan)) {
                ground.post("/api/v1/tasks/%s/unhold".formatted(row.path("id").asText()));
                List<Path> signs =
                        List.of("agent", "detached").stream()
                                .map(kind ->
                                        ground.signals()
                                                .resolve(row.path("number").asText() + "." + kind))
                                .toList();
                Ground.await(
                        LOOK, () -> signs.stream().allMatch(Files::exists) && running(ground, row));
                String run = ground.task(row).path("runs").get(0).path("id").asText();
                if (Ground.processes(run) < signs.size()) {
                    throw new IllegalStateException("the processes of a run are not seen");
                }
                long began = System.nanoTime();
                ground.post("/api/v1/runs/%s/cancel".formatted(run));
                Ground.await(LOOK, () -> Ground.processes(run) == 0);
                samples.add(System.nanoTime() - began);
            }
            return List.of(
                    new Row(
                            "cancel → tree gone (with a detached child that ignores TERM)",
                            samples.spread(),
                            "p99 ≤ 1 s"));
        }
    }

    private static boolean running(Ground ground, JsonNode row) {
        return ground.task(row).path("runs").path(0).path("state").asText().equals("running");
    }
}

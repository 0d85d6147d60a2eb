package dev.maestro.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.demo.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * From the moment a task gets ready, a held one by the call that lets it go, to the first thing its
 * agent does, on an otherwise idle machine.
 */
final class DispatchFigure implements Figure {

    private static final int WARM_UP = 10;
    private static final int TIMES = 100;
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final String AGENT =
            """
            [ "$MAESTRO_PURPOSE" = review ] || date +%s%N >"$1/$MAESTRO_TASK_NUMBER.tmp"
            [ "$MAESTRO_PURPOSE" = review ] || mv "$1/$MAESTRO_TASK_NUMBER.tmp" "$1/$MAESTRO_TASK_NUMBER"
            echo "$MAESTRO_TASK_NUMBER" >"$MAESTRO_TASK_NUMBER.txt"
            """;

    @Override
    public String name() {
        return "dispatch";
    }

    @Override
    public List<Row> measure(Path directory) {
        try (Ground ground = Ground.open(directory, AGENT)) {
            // Nobody reviews: a task rests in review when its agent has ended.
            ground.connect(List.of(new Stage.Seat("developer", false, "develop", List.of(), 1)));
            String plan = ground.activate(Ground.outline(WARM_UP + TIMES, "  hold: yes\n"));
            Samples samples = new Samples();
            int turn = 0;
            for (JsonNode row : ground.tasks(plan)) {
                Path sign = ground.signals().resolve(row.path("number").asText());
                long began = System.currentTimeMillis() * 1_000_000;
                ground.post("/api/v1/tasks/%s/unhold".formatted(row.path("id").asText()));
                Ground.await(LOOK, () -> Files.exists(sign));
                if (turn++ >= WARM_UP) {
                    samples.add(Long.parseLong(Ground.read(sign)) - began);
                }
                Ground.await(
                        LOOK, () -> ground.task(row).path("state").asText().equals("in_review"));
            }
            return List.of(
                    new Row(
                            "task ready → agent process started, idle machine",
                            samples.spread(),
                            "p99 ≤ 150 ms"));
        }
    }
}

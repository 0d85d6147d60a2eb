package dev.maestro.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.demo.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A plan of 500 tasks, four sessions whose agent does next to nothing, from branch to merged. */
final class ThroughputFigure implements Figure {

    private static final int TASKS = Integer.getInteger("bench.tasks", 500);
    private static final int STEP = Math.max(1, TASKS / 5);
    private static final String AGENT =
            """
            case $MAESTRO_PURPOSE in
                review) echo "VERDICT: APPROVED" ;;
                *) mkdir -p "t/$((MAESTRO_TASK_NUMBER % 20))"; echo "$MAESTRO_TASK_NUMBER" >"t/$((MAESTRO_TASK_NUMBER % 20))/$MAESTRO_TASK_NUMBER.txt" ;;
            esac
            """;

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public List<Row> measure(Path directory) {
        try (Ground ground = Ground.open(directory, AGENT)) {
            ground.connect(
                    IntStream.rangeClosed(1, 4)
                            .mapToObj(i ->
                                    new Stage.Seat(
                                            "session-" + i,
                                            false,
                                            "develop,review,check,release",
                                            List.of(),
                                            1))
                            .toList());
            Instant began = Instant.now();
            String plan = ground.activate(Ground.outline(TASKS, ""));
            List<Instant> done = new ArrayList<>();
            long[] seen = {0};
            Ground.await(
                    Duration.ofMillis(500),
                    () -> {
                        for (JsonNode event : ground.events(seen[0])) {
                            seen[0] = event.path("seq").asLong();
                            if (event.path("type").asText().equals("task.done")) {
                                done.add(Instant.parse(event.path("at").asText()));
                            }
                        }
                        return done.size() == TASKS;
                    });
            Ground.await(
                    Duration.ofMillis(100),
                    () -> ground.stage().plan(plan).path("state").asText().equals("completed"));
            Instant released = Instant.now();
            List<Row> rows = new ArrayList<>();
            rows.add(
                    new Row(
                            "%d tasks, 4 no-op sessions, branch to merged".formatted(TASKS),
                            rate(TASKS, began, done.getLast()),
                            "≥ 3 tasks/s"));
            for (int upTo = STEP; upTo <= TASKS; upTo += STEP) {
                Instant from = upTo == STEP ? began : done.get(upTo - STEP - 1);
                rows.add(
                        new Row(
                                "tasks %d to %d of them".formatted(upTo - STEP + 1, upTo),
                                rate(STEP, from, done.get(upTo - 1)),
                                "flat"));
            }
            rows.add(
                    new Row(
                            "the last task merged → released",
                            Duration.between(done.getLast(), released).toMillis() + " ms",
                            ""));
            return rows;
        }
    }

    private static String rate(int tasks, Instant from, Instant to) {
        return String.format(
                Locale.ROOT,
                "%.2f tasks/s",
                tasks * 1000.0 / Duration.between(from, to).toMillis());
    }
}

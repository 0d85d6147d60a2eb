package dev.maestro.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** Follows a plan by its project's numbered events until it ends. */
public final class Follower {

    private static final Duration LOOK = Duration.ofMillis(150);

    private final StudioApi api;
    private final Progress progress;

    public Follower(StudioApi api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    /** How following ended. */
    public enum End {
        COMPLETED,
        NEEDS_PERSON,
        CANCELLED,
        OUT_OF_PATIENCE
    }

    /**
     * @param patience without any news
     */
    public End follow(String project, String plan, Duration patience) {
        long lastNews = System.nanoTime();
        while (System.nanoTime() - lastNews < patience.toNanos()) {
            long before = progress.seen();
            look(project, plan);
            if (progress.seen() > before) {
                lastNews = System.nanoTime();
            }
            JsonNode state = api.get("/api/v1/plans/" + plan);
            switch (state.path("state").asText().toLowerCase(java.util.Locale.ROOT)) {
                case "completed" -> {
                    look(project, plan);
                    return End.COMPLETED;
                }
                case "cancelled" -> {
                    return End.CANCELLED;
                }
                default -> {}
            }
            if (needsPerson(state)) {
                look(project, plan);
                return End.NEEDS_PERSON;
            }
            Pause.of(LOOK);
        }
        return End.OUT_OF_PATIENCE;
    }

    private void look(String project, String plan) {
        JsonNode events =
                api.get("/api/v1/projects/%s/events?after=%d".formatted(project, progress.seen()))
                        .path("items");
        if (progress.seen() == 0) {
            progress.titles(api.get("/api/v1/plans/" + plan));
        }
        events.forEach(progress::event);
    }

    private static boolean needsPerson(JsonNode plan) {
        for (JsonNode phase : plan.path("phases")) {
            for (JsonNode task : phase.path("tasks")) {
                if (task.path("state").asText().equalsIgnoreCase("needs_operator")) {
                    return true;
                }
            }
        }
        return false;
    }
}

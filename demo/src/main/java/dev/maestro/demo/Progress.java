package dev.maestro.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Tells a project's events to a person, one line each, and counts what the summary wants. */
public final class Progress {

    private final Map<String, String> titles = new HashMap<>();
    private final Consumer<String> out;
    private long seen;
    private int rejections;
    private int conflicts;
    private int pauses;
    private int merges;
    private int done;

    public Progress(Consumer<String> out) {
        this.out = out;
    }

    public long seen() {
        return seen;
    }

    /**
     * @param plan as the API gives it; for the tasks' titles
     */
    void titles(JsonNode plan) {
        for (JsonNode phase : plan.path("phases")) {
            for (JsonNode task : phase.path("tasks")) {
                titles.put(
                        task.path("id").asText(),
                        "%2d %s"
                                .formatted(
                                        task.path("number").asInt(), task.path("title").asText()));
            }
        }
    }

    void event(JsonNode event) {
        seen = Math.max(seen, event.path("seq").asLong());
        JsonNode data = event.path("data");
        String type = event.path("type").asText();
        switch (type) {
            case "task.rejected" -> rejections++;
            case "task.conflicted" -> conflicts++;
            case "run.paused" -> pauses++;
            case "task.merged" -> merges++;
            case "task.done" -> done++;
            default -> {}
        }
        String said = sentence(type, data);
        if (!said.isEmpty()) {
            String task = titles.getOrDefault(data.path("task").asText(), "");
            out.accept(task.isEmpty() ? said : "%-28s %s".formatted(task, said));
        }
    }

    private static String sentence(String type, JsonNode data) {
        return switch (type) {
            case "plan.activated" ->
                    "plan activated, epic branch " + data.path("epic_branch").asText();
            case "task.started" -> "is being developed";
            case "task.in_review" -> "waits for review at " + commit(data.path("commit"));
            case "task.approved" -> "approved";
            case "task.rejected" -> "REJECTED: " + data.path("reason").asText();
            case "task.conflicted" -> "CONFLICT in " + data.path("paths");
            case "task.merged" -> "merged as " + commit(data.path("merge_commit"));
            case "task.needs_operator" -> "NEEDS A PERSON: " + data.path("waits_for").asText();
            case "run.paused" ->
                    "PAUSED until %s (%s)"
                            .formatted(
                                    data.path("resume_at").asText(), data.path("reason").asText());
            case "run.orphaned" -> "its session was lost; queued again";
            case "run.failed" -> "run failed: " + data.path("detail").asText();
            case "plan.released" -> "plan released as " + commit(data.path("commit"));
            case "plan.completed" -> "plan completed";
            default -> "";
        };
    }

    private static String commit(JsonNode node) {
        String hex = node.asText();
        return hex.substring(0, Math.min(10, hex.length()));
    }

    public int rejections() {
        return rejections;
    }

    public int conflicts() {
        return conflicts;
    }

    public int pauses() {
        return pauses;
    }

    public int merges() {
        return merges;
    }

    public int done() {
        return done;
    }
}

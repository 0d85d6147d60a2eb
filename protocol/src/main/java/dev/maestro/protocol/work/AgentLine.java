package dev.maestro.protocol.work;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A line by which an agent speaks to Maestro: {@code MAESTRO:WORD{json}} at the beginning of an
 * output line. Agents are not trusted: what does not fit is {@link Malformed} and changes nothing.
 */
public sealed interface AgentLine {

    String PREFIX = "MAESTRO:";

    /** {@code MAESTRO:SUBTASK{"title":…}}: asks for a further task in the plan. */
    record Subtask(RunMethod.SubtaskRequest request) implements AgentLine {}

    /** {@code MAESTRO:QUESTION{"text":…}}: asks the operator; the agent goes on. */
    record Question(String text) implements AgentLine {}

    /** {@code MAESTRO:USAGE{…}}: totals of this run so far. */
    record UsageSoFar(RunMethod.Usage usage) implements AgentLine {}

    /** {@code MAESTRO:PROGRESS{"text":…}}: a sentence for the page. */
    record Progress(String text) implements AgentLine {}

    /**
     * {@code MAESTRO:LIMIT{"kind":"rate","retry_after_seconds":30}} or {@code
     * {"kind":"usage","reset_at":"2026-11-22T12:00:00Z"}}: the provider's limit is reached; the run
     * pauses until then.
     */
    record Limit(FailureReason reason, Instant resumeAt) implements AgentLine {}

    record Malformed(String line, String why) implements AgentLine {}

    /** Empty when the line is not for Maestro. {@code now} is the base for relative times. */
    static Optional<AgentLine> read(String line, Instant now) {
        if (!line.startsWith(PREFIX)) {
            return Optional.empty();
        }
        int brace = line.indexOf('{');
        if (brace < 0) {
            return Optional.of(new Malformed(line, "a JSON object must follow the word"));
        }
        String word = line.substring(PREFIX.length(), brace).strip();
        try {
            return Optional.of(of(word, Json.tree(line.substring(brace)), line, now));
        } catch (Refused | DateTimeParseException e) {
            return Optional.of(new Malformed(line, String.valueOf(e.getMessage())));
        }
    }

    private static AgentLine of(String word, JsonNode json, String line, Instant now) {
        return switch (word) {
            case "SUBTASK" -> subtask(json, line);
            case "QUESTION" ->
                    json.path("text").asText().isBlank()
                            ? new Malformed(line, "text is missing")
                            : new Question(json.path("text").asText());
            case "PROGRESS" -> new Progress(json.path("text").asText());
            case "USAGE" -> new UsageSoFar(Json.convert(json, RunMethod.Usage.class));
            case "LIMIT" -> limit(json, line, now);
            default ->
                    new Malformed(
                            line,
                            "\"%s\" is none of SUBTASK, QUESTION, PROGRESS, USAGE, LIMIT"
                                    .formatted(word));
        };
    }

    private static AgentLine subtask(JsonNode json, String line) {
        RunMethod.SubtaskRequest request = Json.convert(json, RunMethod.SubtaskRequest.class);
        return request.title() == null || request.title().isBlank()
                ? new Malformed(line, "title is missing")
                : new Subtask(request);
    }

    private static AgentLine limit(JsonNode json, String line, Instant now) {
        FailureReason reason =
                switch (json.path("kind").asText()) {
                    case "rate" -> FailureReason.PROVIDER_RATE_LIMITED;
                    case "usage" -> FailureReason.PROVIDER_USAGE_LIMIT;
                    default -> null;
                };
        if (reason == null) {
            return new Malformed(line, "kind must be \"rate\" or \"usage\"");
        }
        if (json.path("retry_after_seconds").isNumber()) {
            long millis = Math.round(json.path("retry_after_seconds").asDouble() * 1000);
            return new Limit(reason, now.plusMillis(Math.clamp(millis, 0, 30L * 24 * 3600 * 1000)));
        }
        if (json.path("reset_at").isTextual()) {
            return new Limit(reason, Instant.parse(json.path("reset_at").asText()));
        }
        return new Malformed(line, "retry_after_seconds or reset_at is missing");
    }
}

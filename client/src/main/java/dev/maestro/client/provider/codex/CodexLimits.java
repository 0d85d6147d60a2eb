package dev.maestro.client.provider.codex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.agent.JsonLine;
import dev.maestro.client.provider.AgentEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The windows of an account's limits. */
final class CodexLimits {

    private static final double HUNDRED = 100;

    private CodexLimits() {}

    static List<AgentEvent> of(JsonNode limits) {
        return Stream.of("primary", "secondary")
                .filter(which -> limits.path(which).isObject())
                .map(which -> window(which, limits.path(which)))
                .toList();
    }

    private static AgentEvent window(String which, JsonNode window) {
        return new AgentEvent.LimitWindow(
                JsonLine.number(window.path("windowDurationMins"))
                        .map(CodexLimits::name)
                        .orElse(which),
                JsonLine.decimal(window.path("usedPercent")).map(used -> used / HUNDRED),
                resets(window));
    }

    private static String name(long minutes) {
        Duration length = Duration.ofMinutes(minutes);
        return length.toDays() > 0 ? length.toDays() + " days" : length.toHours() + " hours";
    }

    /** When the window that is full is empty again; the later one where both are. */
    static Optional<Instant> fullUntil(JsonNode limits) {
        return Stream.of(limits.path("primary"), limits.path("secondary"))
                .filter(window -> window.path("usedPercent").asDouble() >= HUNDRED)
                .map(CodexLimits::resets)
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    private static Optional<Instant> resets(JsonNode window) {
        return JsonLine.number(window.path("resetsAt")).map(Instant::ofEpochSecond);
    }
}

package dev.maestro.client.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.link.StudioHttp;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What operators say to agents, at one Studio and as one identity; it stands there until it is
 * cleared. Each method waits for Studio's answer and fails as {@link StudioHttp} does; any thread
 * may use it.
 */
public final class StudioDirectives {

    private static final int MOST = 200;

    private final StudioHttp studio;

    public StudioDirectives(StudioHttp studio) {
        this.studio = studio;
    }

    /**
     * One that stands, as Studio tells it.
     *
     * @param plan the title of the plan it is said to
     * @param session the name of the session it is said to
     */
    public record Standing(
            UUID id,
            String text,
            String by,
            Instant createdAt,
            Optional<UUID> planId,
            Optional<String> plan,
            Optional<UUID> sessionId,
            Optional<String> session,
            Optional<UUID> runId) {}

    UUID toRun(UUID run, String text) {
        return give(Map.of("run", run, "text", text));
    }

    UUID toSession(UUID session, String text) {
        return give(Map.of("session", session, "text", text));
    }

    private UUID give(Map<String, Object> directive) {
        return UUID.fromString(studio.create("/api/v1/directives", directive).path("id").asText());
    }

    /** All of a project, the oldest first. */
    public List<Standing> standing(UUID project) {
        List<Standing> all = new ArrayList<>();
        String list = "/api/v1/projects/%s/directives?limit=%d".formatted(project, MOST);
        JsonNode page = studio.get(list);
        while (true) {
            page.path("items").forEach(each -> all.add(Json.convert(each, Standing.class)));
            if (!page.hasNonNull("next")) {
                return all;
            }
            page = studio.get(list + "&cursor=" + page.path("next").asText());
        }
    }

    /** Runs that start from now on do not hear of it; one that stands no more is left alone. */
    public void clear(UUID directive) {
        try {
            studio.delete("/api/v1/directives/" + directive);
        } catch (Refused refused) {
            if (refused.code() != RefusalCode.NOT_FOUND) {
                throw refused;
            }
        }
    }
}

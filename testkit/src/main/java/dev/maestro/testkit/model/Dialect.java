package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How one wire says what all of them mean. */
interface Dialect {

    /**
     * @param key with which the program asked
     */
    ModelRequest read(URI address, JsonNode body, String key);

    JsonNode whole(ModelRequest request, Reply reply);

    List<Event> streamed(ModelRequest request, Reply reply);

    /** The headers by which the vendor tells of a plan's window; none where it does not. */
    default Map<String, String> headers(Window window, Instant now) {
        return Map.of();
    }

    Denial denial(ModelRequest request, Trouble.Refusal refusal, Instant now);
}

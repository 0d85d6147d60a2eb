package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** How one wire says what all of them mean. */
interface Dialect {

    /**
     * @param key with which the program asked
     */
    ModelRequest read(URI address, JsonNode body, String key);

    JsonNode whole(ModelRequest request, Reply reply);

    List<Event> streamed(ModelRequest request, Reply reply);

    Denial denial(ModelRequest request, Trouble.Refusal refusal, Instant now);
}

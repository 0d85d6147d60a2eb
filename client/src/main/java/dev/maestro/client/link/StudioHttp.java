package dev.maestro.client.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side of one Studio, as one identity or as nobody. Every method waits for the answer, for
 * at most 30 s; any thread may use it. Each throws {@link Refused} for a problem document and
 * {@link StudioUnreachable} when no answer comes.
 */
public final class StudioHttp {

    private static final Logger LOG = LoggerFactory.getLogger(StudioHttp.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> JSON_BODY = Map.of("Content-Type", "application/json");

    private final URI studio;
    private final HttpClient client;
    private final Optional<Bearer> bearer;

    public StudioHttp(URI studio, HttpClient client, Optional<Bearer> bearer) {
        this.studio = URI.create(studio.toString().replaceAll("/+$", ""));
        this.client = client;
        this.bearer = bearer;
    }

    /** The address without a slash at its end. */
    public URI studio() {
        return studio;
    }

    public JsonNode get(String path) {
        return json(request(path).GET(), Map.of());
    }

    /** A request that may be sent twice without harm. */
    public JsonNode post(String path, Object body) {
        return json(request(path).POST(publisher(Json.write(body))), JSON_BODY);
    }

    /** A request that creates something: an own {@code Idempotency-Key} goes with it. */
    public JsonNode create(String path, Object body) {
        HttpRequest.Builder request = request(path).POST(publisher(Json.write(body)));
        request.header("Idempotency-Key", UUID.randomUUID().toString());
        return json(request, JSON_BODY);
    }

    /** Sends bytes as they are. */
    public JsonNode post(String path, byte[] body, Map<String, String> headers) {
        return json(request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)), headers);
    }

    public JsonNode put(String path, Object body) {
        return json(request(path).PUT(publisher(Json.write(body))), JSON_BODY);
    }

    public void delete(String path) {
        json(request(path).DELETE(), Map.of());
    }

    /** What time it is there, where it tells; as nobody. */
    public Optional<Instant> time() {
        HttpResponse<String> answer = send(request("/").method("HEAD", noBody()).build());
        try {
            return answer.headers()
                    .firstValue("Date")
                    .map(DateTimeFormatter.RFC_1123_DATE_TIME::parse)
                    .map(Instant::from);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static HttpRequest.BodyPublisher noBody() {
        return HttpRequest.BodyPublishers.noBody();
    }

    /** Lets the identity refresh its token when that is due, so that it never grows too old. */
    void keepIdentity() {
        try {
            bearer.ifPresent(Bearer::token);
        } catch (StudioUnreachable | Refused notNow) {
            LOG.warn("the token for {} was not refreshed: {}", studio, notNow.getMessage());
        }
    }

    private static HttpRequest.BodyPublisher publisher(String text) {
        return HttpRequest.BodyPublishers.ofString(text, UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(studio + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json");
    }

    private JsonNode json(HttpRequest.Builder request, Map<String, String> headers) {
        headers.forEach(request::header);
        if (bearer.isEmpty()) {
            return answer(send(request.build()));
        }
        String token = bearer.get().token();
        HttpResponse<String> first = send(authorized(request, token));
        if (first.statusCode() != 401) {
            return answer(first);
        }
        bearer.get().rejected(token);
        return answer(send(authorized(request, bearer.get().token())));
    }

    private static HttpRequest authorized(HttpRequest.Builder request, String token) {
        return request.copy().setHeader("Authorization", "Bearer " + token).build();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StudioUnreachable(studio, e);
        } catch (IOException e) {
            throw new StudioUnreachable(studio, e);
        }
    }

    private JsonNode answer(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return response.body().isBlank()
                    ? JsonNodeFactory.instance.objectNode()
                    : Json.tree(response.body());
        }
        if (status == 502 || status == 504) {
            throw new StudioUnreachable(studio, new IOException("a proxy answered " + status));
        }
        throw Problem.refused(status, response.body());
    }
}

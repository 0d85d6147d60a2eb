package dev.maestro.conformance.wire;

import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Studio's HTTP side, as nobody or as the holder of a token. Any thread may use it. */
public final class Portal {

    private static final String JSON = "application/json";

    private final HttpClient http;
    private final URI base;
    private final Duration patience;
    private final Optional<String> token;

    public Portal(HttpClient http, URI base, Duration patience, Optional<String> token) {
        this.http = http;
        this.base = base;
        this.patience = patience;
        this.token = token;
    }

    public Portal as(String other) {
        return new Portal(http, base, patience, Optional.of(other));
    }

    public Answer get(String path) {
        return send("GET", path, "", JSON);
    }

    public Answer delete(String path) {
        return send("DELETE", path, "", JSON);
    }

    public Answer post(String path, Map<String, ?> body) {
        return send("POST", path, Json.write(body), JSON);
    }

    public Answer postForm(String path, String form) {
        return send("POST", path, form, "application/x-www-form-urlencoded");
    }

    private Answer send(String method, String path, String body, String contentType) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(patience);
        token.ifPresent(known -> request.header("Authorization", "Bearer " + known));
        if (!body.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        request.method(
                method,
                body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body));
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException broken) {
            throw new Deviation("%s %s: no answer: %s".formatted(method, path, broken));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NotExamined("the exam was stopped");
        }
    }
}

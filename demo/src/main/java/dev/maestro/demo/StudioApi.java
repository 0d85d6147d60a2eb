package dev.maestro.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Studio over HTTP as a script uses it. The access token is renewed when it has run out. Used by
 * one thread.
 */
public final class StudioApi {

    /** Studio answered with an error; the message holds its sentence. */
    public static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Failed(int status, String message) {
            super(message);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String url;
    private @Nullable String accessToken;
    private @Nullable String refreshToken;

    public StudioApi(String url) {
        this.url = url;
    }

    /** The first account of a new Studio; signs this client in as it. */
    public JsonNode setUp(String token, String email, String name, String password) {
        JsonNode answer =
                post(
                        "/api/v1/setup",
                        Map.of("token", token, "email", email, "name", name, "password", password));
        keep(answer);
        return answer;
    }

    public JsonNode get(String path) {
        return call("GET", path, Optional.empty());
    }

    public JsonNode post(String path, Map<String, ?> body) {
        return call("POST", path, Optional.of(Json.write(new HashMap<>(body))));
    }

    /** What is no JSON, as it came. */
    public String text(String path) {
        return answer("GET", path, Optional.empty());
    }

    private JsonNode call(String method, String path, Optional<String> body) {
        String answer = answer(method, path, body);
        return answer.isBlank() ? Json.tree("{}") : Json.tree(answer);
    }

    private String answer(String method, String path, Optional<String> body) {
        HttpResponse<String> response = send(method, path, body);
        if (response.statusCode() == 401 && refreshToken != null) {
            String token = refreshToken;
            refreshToken = null;
            keep(post("/api/v1/auth/refresh", Map.of("refresh_token", token)));
            response = send(method, path, body);
        }
        if (response.statusCode() / 100 != 2) {
            throw new Failed(
                    response.statusCode(),
                    "%s %s: %d %s".formatted(method, path, response.statusCode(), response.body()));
        }
        return response.body();
    }

    private void keep(JsonNode answer) {
        accessToken = answer.path("access_token").asText();
        refreshToken = answer.path("refresh_token").asText();
    }

    private HttpResponse<String> send(String method, String path, Optional<String> body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60));
        if (accessToken != null) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        body.ifPresent(_ -> request.header("Content-Type", "application/json"));
        request.method(
                method,
                body.map(HttpRequest.BodyPublishers::ofString)
                        .orElseGet(HttpRequest.BodyPublishers::noBody));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Failed(0, "%s %s: %s".formatted(method, path, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

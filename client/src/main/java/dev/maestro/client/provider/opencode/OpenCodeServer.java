package dev.maestro.client.provider.opencode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.agent.JsonLine;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** HTTP to one OpenCode server, each request with a limit. Any thread may use it. */
final class OpenCodeServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int FIRST_ERROR = 400;
    private static final String DATA = "data: ";

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final URI base;
    private final String authorization;

    OpenCodeServer(URI base, String password) {
        this.base = base;
        this.authorization =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(("opencode:" + password).getBytes(UTF_8));
    }

    /** Empty when there is no such thing. */
    Optional<ObjectNode> get(String path) throws IOException {
        HttpResponse<String> answer =
                send(request(path).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == OK ? JsonLine.parse(answer.body()) : Optional.empty();
    }

    /**
     * @throws IOException when it is refused, too
     */
    ObjectNode post(String path, ObjectNode body) throws IOException {
        HttpRequest request =
                request(path)
                        .timeout(PATIENCE)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build();
        HttpResponse<String> answer = send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= FIRST_ERROR) {
            throw new IOException(
                    "OpenCode answered %d to %s: %s"
                            .formatted(answer.statusCode(), path, answer.body()));
        }
        return JsonLine.parse(answer.body()).orElseGet(JsonLine::object);
    }

    /** Listens to all that happens, until the server ends. */
    void events(Consumer<ObjectNode> listener) throws IOException {
        try (Stream<String> lines =
                send(request("/event").build(), HttpResponse.BodyHandlers.ofLines()).body()) {
            lines.filter(line -> line.startsWith(DATA))
                    .map(line -> JsonLine.parse(line.substring(DATA.length())))
                    .flatMap(Optional::stream)
                    .forEach(listener);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("authorization", authorization);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException {
        try {
            return http.send(request, handler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

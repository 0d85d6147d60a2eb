package dev.maestro.conformance.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The signed HTTP side of one application. Any thread may use it. */
public final class Rest {

    private final HttpClient http;
    private final URI base;
    private final Credentials app;
    private final Duration patience;
    private final InstantSource clock;

    Rest(HttpClient http, URI base, Credentials app, Duration patience, InstantSource clock) {
        this.http = http;
        this.base = base;
        this.app = app;
        this.patience = patience;
        this.clock = clock;
    }

    public Answer get(String path) {
        return get(path, Map.of());
    }

    public Answer get(String path, Map<String, String> more) {
        SortedMap<String, String> query = query("");
        query.putAll(more);
        return signed("GET", path, query, "");
    }

    public Answer post(String path, Object body) {
        String text = body instanceof String raw ? raw : Json.write(body);
        return signed("POST", path, query(text), text);
    }

    /** Publishes, and expects that it was taken. */
    public Answer publish(String channel, String event, String data) {
        return post("/events", event(channel, event, data)).is(200);
    }

    /** The body of a publish, for those who add to it. */
    public static Map<String, Object> event(String channel, String event, String data) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", event);
        body.put("channel", channel);
        body.put("data", data);
        return body;
    }

    /** The parameters of a right request, before it is signed. */
    public SortedMap<String, String> query(String body) {
        SortedMap<String, String> query = new TreeMap<>();
        query.put("auth_key", app.key());
        query.put("auth_timestamp", Long.toString(now()));
        query.put("auth_version", "1.0");
        if (!body.isEmpty()) {
            query.put("body_md5", Signatures.md5(body));
        }
        return query;
    }

    public long now() {
        return clock.instant().getEpochSecond();
    }

    /** Signs what is given, right or wrong, and sends it. */
    public Answer signed(String method, String path, SortedMap<String, String> query, String body) {
        return raw(method, path, sign(app.secret(), method, path, query), body);
    }

    /** The same parameters with the signature by that secret. */
    public SortedMap<String, String> sign(
            String secret, String method, String path, SortedMap<String, String> query) {
        SortedMap<String, String> all = new TreeMap<>(query);
        all.put(
                "auth_signature",
                Signatures.request(secret, method, "/apps/" + app.id() + path, query));
        return all;
    }

    /** Sends parameters as they are. */
    public Answer raw(String method, String path, SortedMap<String, String> query, String body) {
        return send(method, "/apps/" + app.id() + path + question(query), body);
    }

    /** A request for any path of the server. */
    public Answer send(String method, String pathAndQuery, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + pathAndQuery)).timeout(patience);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
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
            throw new Deviation("%s %s: no answer: %s".formatted(method, pathAndQuery, broken));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NotExamined("the exam was stopped");
        }
    }

    private static String question(SortedMap<String, String> query) {
        return query.entrySet().stream()
                .map(each ->
                        URLEncoder.encode(each.getKey(), UTF_8)
                                + "="
                                + URLEncoder.encode(each.getValue(), UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }
}

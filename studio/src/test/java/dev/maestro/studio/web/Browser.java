package dev.maestro.studio.web;

import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A caller on the loopback: keeps cookies as a browser does, follows no redirect by itself. For the
 * tests of every room's pages and API.
 */
public final class Browser implements AutoCloseable {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
    private final String root;

    public Browser(int port) {
        this.root = "http://127.0.0.1:" + port;
    }

    public HttpResponse<String> page(String path) {
        return send(to(path).header("Accept", "text/html").GET());
    }

    /** Sends a form as it stands, without the secret of the session. */
    public HttpResponse<String> bareForm(String path, Map<String, String> fields) {
        return send(
                to(path).header("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encoded(fields))));
    }

    /** Sends a form with the secret that {@code from}, a page, holds. */
    public HttpResponse<String> form(String from, String path, Map<String, String> fields) {
        Matcher csrf = CSRF.matcher(page(from).body());
        if (!csrf.find()) {
            throw new AssertionError("no form on " + from);
        }
        Map<String, String> all = new HashMap<>(fields);
        all.put("_csrf", csrf.group(1));
        return bareForm(path, all);
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(with(to(path), headers).GET());
    }

    public HttpResponse<String> post(String path, Object body, String... headers) {
        String json = body instanceof String text ? text : Json.write(body);
        return send(
                with(to(path), headers)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(root + path));
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                                + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}

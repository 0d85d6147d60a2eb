package dev.maestro.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.maestro.protocol.pusher.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A server program that calls the signed HTTP side; can be made to lie in each detail. */
final class Caller {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Stage stage;
    private final SortedMap<String, String> parameters = new TreeMap<>();
    private String signedPrefix = "";
    private String prefix = "";
    private Consumer<SortedMap<String, String>> lie = _ -> {};

    Caller(Stage stage) {
        this.stage = stage;
    }

    Caller asks(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    /** Changes the parameters after they were signed. */
    Caller lies(Consumer<SortedMap<String, String>> change) {
        lie = change;
        return this;
    }

    /** Calls behind a path prefix, and signs the path with another one. */
    Caller behind(String called, String signed) {
        prefix = called;
        signedPrefix = signed;
        return this;
    }

    /** The status, a space and the body. */
    String gets(String path) {
        return calls("GET", path, "");
    }

    String posts(String path, String body) {
        return calls("POST", path, body);
    }

    String calls(String method, String path, String body) {
        SortedMap<String, String> all = new TreeMap<>(parameters);
        all.putIfAbsent("auth_key", Stage.APP.key());
        all.putIfAbsent("auth_timestamp", Long.toString(stage.clock.instant().getEpochSecond()));
        all.putIfAbsent("auth_version", "1.0");
        if (!body.isEmpty()) {
            all.putIfAbsent("body_md5", md5(body));
        }
        Signer signer = new Signer(Stage.APP.key(), Stage.APP.secret());
        all.put("auth_signature", signer.request(method, signedPrefix + path, all));
        lie.accept(all);
        String query =
                all.entrySet().stream()
                        .map(each ->
                                each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
                        .collect(Collectors.joining("&"));
        return sends(method, prefix + path + "?" + query, body);
    }

    /** Sends a request as it is. */
    String sends(String method, String address, String body) {
        URI uri = URI.create("http://127.0.0.1:" + stage.port() + address);
        HttpRequest.BodyPublisher content =
                body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body);
        try {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(uri).method(method, content).build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static String md5(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

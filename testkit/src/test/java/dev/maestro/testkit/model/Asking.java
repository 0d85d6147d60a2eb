package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** A program that asks: it sends a body to a path, and reads what comes. */
record Asking(ModelServer model, String path) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    HttpResponse<String> ask(String body) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(model.url() + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("x-api-key", "sk-of-a-test")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    JsonNode answer(String body) throws IOException, InterruptedException {
        return Json.parse(ask(body).body());
    }

    /** The data of the events, without what is no JSON. */
    List<JsonNode> events(String body) throws IOException, InterruptedException {
        return ask(body)
                .body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Json.parse(line.substring("data: ".length())))
                .toList();
    }
}

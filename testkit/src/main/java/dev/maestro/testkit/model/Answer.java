package dev.maestro.testkit.model;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** One answer on its way out. */
final class Answer {

    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";

    private final HttpExchange exchange;

    Answer(HttpExchange exchange) {
        this.exchange = exchange;
    }

    void whole(int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", contentType);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    void json(int status, Object body) throws IOException {
        whole(status, JSON, body.toString());
    }

    void denial(Denial denial) throws IOException {
        denial.headers().forEach(exchange.getResponseHeaders()::set);
        json(denial.status(), denial.body());
    }

    void events(List<Event> events, Duration pause, ModelServer server) throws IOException {
        exchange.getResponseHeaders().set("content-type", EVENTS);
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (Event event : events) {
            out.write(event.line().getBytes(StandardCharsets.UTF_8));
            out.flush();
            server.rest(pause);
        }
    }

    /** Promises all and sends half: the connection's end is then none of an answer. */
    void cutEvents(List<Event> events) throws IOException {
        List<Event> half = events.subList(0, Math.max(1, events.size() / 2));
        cut(EVENTS, joined(half), joined(events));
    }

    void cutJson(String body) throws IOException {
        cut(JSON, body.substring(0, body.length() / 2), body);
    }

    private void cut(String contentType, String sent, String promised) throws IOException {
        exchange.getResponseHeaders().set("content-type", contentType);
        exchange.sendResponseHeaders(200, promised.getBytes(StandardCharsets.UTF_8).length);
        exchange.getResponseBody().write(sent.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private static String joined(List<Event> events) {
        return String.join("", events.stream().map(Event::line).toList());
    }
}

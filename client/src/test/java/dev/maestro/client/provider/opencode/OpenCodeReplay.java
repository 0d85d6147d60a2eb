package dev.maestro.client.provider.opencode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.maestro.client.agent.JsonLine;
import dev.maestro.client.agent.Recorded;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** Speaks as an OpenCode server that once was recorded: its events, when it is told the prompt. */
final class OpenCodeReplay implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer http;
    private final List<String> events;
    private final CountDownLatch prompted = new CountDownLatch(1);
    private final Semaphore replies = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final String session;
    final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    final List<String> bodies = new CopyOnWriteArrayList<>();

    OpenCodeReplay(String name) throws IOException {
        events = Recorded.of("opencode-serve", name).lines(".jsonl");
        session =
                events.stream()
                        .flatMap(line -> JsonLine.parse(line).stream())
                        .map(event -> event.at("/properties/sessionID").asText())
                        .filter(id -> !id.isEmpty())
                        .findFirst()
                        .orElseThrow();
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::answer);
        http.start();
    }

    String session() {
        return session;
    }

    String listening() {
        return "opencode server listening on http://127.0.0.1:" + http.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (path.equals("/event")) {
            speak(exchange);
            return;
        }
        asked.add(exchange.getRequestMethod() + " " + path);
        bodies.add(body);
        switch (path) {
            case "/session" -> send(exchange, 200, "{\"id\":\"%s\"}".formatted(session));
            case "/session/status" -> send(exchange, 200, "{}");
            case "/session/ses_gone" -> send(exchange, 404, "{}");
            default -> {
                send(exchange, 200, "{}");
                if (path.endsWith("/prompt_async")) {
                    prompted.countDown();
                } else if (path.endsWith("/reply")) {
                    replies.release();
                }
            }
        }
    }

    private void speak(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("content-type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (String event : events) {
                out.write(("data: " + event + "\n\n").getBytes(UTF_8));
                out.flush();
                if (event.contains("server.connected")) {
                    prompted.await();
                }
                if (event.contains("permission.asked")) {
                    replies.acquire();
                }
            }
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        http.stop(0);
        threads.shutdownNow();
    }
}

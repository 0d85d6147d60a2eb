package dev.maestro.conformance.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Where the server posts its webhooks; listens on the loopback address only. */
public final class Inbox implements AutoCloseable {

    /** One post as it came. */
    public record Letter(String key, String signature, String contentType, String body) {}

    private final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>();
    private final HttpServer server;

    /**
     * @throws IOException when the port is taken
     */
    public Inbox(int port) throws IOException {
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
        server.createContext("/", this::receive);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The next letter of that kind; others are thrown away. */
    public Letter await(Predicate<Letter> wanted, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                Letter letter = letters.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (letter == null) {
                    throw new Deviation("no such webhook within " + patience.toSeconds() + " s");
                }
                if (wanted.test(letter)) {
                    return letter;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NotExamined("the exam was stopped");
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            letters.add(
                    new Letter(
                            header(exchange, "X-Pusher-Key"),
                            header(exchange, "X-Pusher-Signature"),
                            header(exchange, "Content-Type"),
                            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

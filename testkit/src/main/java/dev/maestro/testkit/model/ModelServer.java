package dev.maestro.testkit.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.maestro.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Answers on loopback as the script says, by all wires at once, and remembers what it was asked.
 * Any thread may use it.
 */
public final class ModelServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpServer http;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("model ", 0).factory());
    private final Script script;
    private final Map<Fault, Integer> met = new IdentityHashMap<>();
    private final List<ModelRequest> requests = new CopyOnWriteArrayList<>();
    private final List<ModelRequest> inPassing = new CopyOnWriteArrayList<>();
    private final List<String> unknown = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private ModelServer(HttpServer http, Script script) {
        this.http = http;
        this.script = script;
    }

    public static ModelServer start(Script script) {
        try {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            HttpServer http = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
            ModelServer server = new ModelServer(http, script);
            http.createContext("/", server::answer);
            http.setExecutor(server.threads);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a model", e);
        }
    }

    /** Without a path; each program wants one of its own behind it. */
    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** What it was asked for the script's sake, in the order of arrival. */
    public List<ModelRequest> requests() {
        return List.copyOf(requests);
    }

    /** What programs asked besides: a title, a route. */
    public List<ModelRequest> questionsInPassing() {
        return List.copyOf(inPassing);
    }

    /** Methods and paths that it does not know. */
    public List<String> unknown() {
        return List.copyOf(unknown);
    }

    /** Waits for one, also one that is already there. */
    public ModelRequest awaitRequest(Predicate<ModelRequest> wanted) {
        return Eventually.eventually(
                        () -> requests.stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    @Override
    public void close() {
        closed.countDown();
        http.stop(0);
        threads.shutdownNow();
    }

    /** Waits so long, or until the server is closed. */
    void rest(Duration time) {
        await(closed, time);
    }

    private static void await(CountDownLatch latch, Duration atMost) {
        try {
            latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            URI address = exchange.getRequestURI();
            boolean asked = exchange.getRequestMethod().equals("POST");
            Optional<Wire> wire = asked ? Wire.at(address.getPath()) : Optional.empty();
            Answer answer = new Answer(exchange);
            if (wire.isEmpty()) {
                Surroundings.answer(exchange, answer, body, unknown);
                return;
            }
            Dialect dialect = wire.get().dialect();
            ModelRequest request =
                    dialect.read(address, Json.parse(body), Key.of(exchange.getRequestHeaders()));
            if (script.isMeantFor(request)) {
                requests.add(request);
                follow(request, dialect, answer);
            } else {
                inPassing.add(request);
                send(request, dialect, answer, Replies.inPassing(request), Duration.ZERO);
            }
        }
    }

    private void follow(ModelRequest request, Dialect dialect, Answer answer) throws IOException {
        Step step = script.stepFor(request);
        Optional<Trouble> trouble = trouble(request);
        await(step.gate(), PATIENCE);
        Reply reply = Replies.of(step, request);
        switch (trouble.orElse(null)) {
            case null -> send(request, dialect, answer, reply, step.pause());
            case Trouble.Refusal refusal ->
                    answer.denial(dialect.denial(request, refusal, Instant.now()));
            case Trouble.Cut _ -> cut(request, dialect, answer, reply);
            case Trouble.Silence(Duration atMost) -> rest(atMost);
            case Trouble.Garbage _ ->
                    answer.whole(200, "text/html", "<html><p>Bad gateway</p></html>");
            case Trouble.Truncated _, Trouble.Unfinished _, Trouble.Declined _ ->
                    send(request, dialect, answer, reply.hit(trouble.get()), step.pause());
        }
    }

    private void send(
            ModelRequest request, Dialect dialect, Answer answer, Reply reply, Duration pause)
            throws IOException {
        if (request.streamed()) {
            answer.events(dialect.streamed(request, reply), pause, this);
        } else {
            answer.json(200, dialect.whole(request, reply));
        }
    }

    private static void cut(ModelRequest request, Dialect dialect, Answer answer, Reply reply)
            throws IOException {
        if (request.streamed()) {
            answer.cutEvents(dialect.streamed(request, reply));
        } else {
            answer.cutJson(dialect.whole(request, reply).toString());
        }
    }

    private synchronized Optional<Trouble> trouble(ModelRequest request) {
        Optional<Trouble> first = Optional.empty();
        for (Fault fault : script.faults()) {
            if (first.isEmpty() && fault.concerns(request)) {
                int before = met.merge(fault, 1, Integer::sum) - 1;
                first = fault.strikes(before) ? Optional.of(fault.trouble()) : first;
            }
        }
        return first;
    }
}

package dev.maestro.client.link;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.rpc.RpcMessage;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.protocol.work.SessionMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket from its handshake to its end. {@link #greet} is called once, by the link's own
 * thread; the conversation may then be used by any thread until {@link #ended} completes.
 */
final class Connection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int NO_PONG = 4201;
    private static final Duration LONGEST_ACTIVITY = Duration.ofSeconds(120);

    private final LinkConfig config;
    private final StudioHttp http;
    private final LinkRuntime runtime;
    private final PusherSocket socket = new PusherSocket(this::receive, this::sign);
    private final Conversation conversation;
    private final ProjectNews news;
    private final InOrder inOrder;
    private final CompletableFuture<JsonNode> established = new CompletableFuture<>();
    private final Map<String, CompletableFuture<Void>> entering = new ConcurrentHashMap<>();
    private volatile @Nullable Liveness liveness;

    Connection(
            LinkConfig config,
            StudioHttp http,
            LinkRuntime runtime,
            StudioCalls calls,
            ProjectNews news) {
        this.config = config;
        this.http = http;
        this.runtime = runtime;
        this.news = news;
        this.inOrder = new InOrder("calls-" + config.name());
        StudioRequests requests =
                new StudioRequests(calls, why -> socket.abort(new Ending.Replaced(why)));
        this.conversation =
                new Conversation(
                        text ->
                                socket.send(
                                        PusherEvent.client(
                                                MethodName.UP, config.sessionChannel(), text)),
                        requests::answer,
                        this::notified,
                        inOrder,
                        config.patience());
        socket.ended().thenAccept(this::over);
    }

    Conversation conversation() {
        return conversation;
    }

    CompletableFuture<Ending> ended() {
        return socket.ended();
    }

    /**
     * Handshake, both channels, greeting.
     *
     * @throws LinkLost with the ending that follows
     */
    SessionMethod.HelloAnswer greet(SocketAddress address, SessionMethod.Hello hello) {
        try {
            within(socket.open(runtime.http(), address.at(http.studio(), config.clientVersion())));
            JsonNode handshake = within(established);
            watch(Duration.ofSeconds(handshake.path("activity_timeout").asLong(30)));
            String socketId = handshake.path("socket_id").asText();
            for (String channel : List.of(config.sessionChannel(), config.projectChannel())) {
                enter(channel, socketId);
            }
            JsonNode answer = within(conversation.ask(MethodName.SESSION_HELLO, hello));
            SessionMethod.HelloAnswer greeting =
                    Json.convert(answer, SessionMethod.HelloAnswer.class);
            inOrder.execute(() -> news.greeted(greeting.seq(), conversation));
            return greeting;
        } catch (Refused refused) {
            throw new LinkLost(
                    new Ending.Refusal(refused.code(), String.valueOf(refused.getMessage())));
        } catch (StudioUnreachable unreachable) {
            throw new LinkLost(new Ending.Unreachable(String.valueOf(unreachable.getMessage())));
        }
    }

    void drop(String why) {
        socket.abort(new Ending.Unreachable(why));
    }

    @Override
    public void close() {
        socket.close();
    }

    private void enter(String channel, String socketId) {
        JsonNode proof =
                http.post(
                        "/api/v1/broadcasting/auth",
                        Map.of("socket_id", socketId, "channel_name", channel));
        CompletableFuture<Void> entered = new CompletableFuture<>();
        entering.put(channel, entered);
        if (!socket.ended().isDone()) {
            socket.send(PusherEvent.subscribe(channel, proof.path("auth").asText()));
        }
        within(entered);
    }

    private <T> T within(CompletableFuture<T> step) {
        Ending lost = socket.ended().getNow(null);
        if (lost != null && !step.isDone()) {
            throw new LinkLost(lost);
        }
        try {
            return step.get(config.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case Refused refused -> refused;
                case LinkLost linkLost -> linkLost;
                case Throwable other -> new StudioUnreachable(http.studio(), other);
                case null -> new StudioUnreachable(http.studio(), e);
            };
        } catch (TimeoutException e) {
            throw new LinkLost(new Ending.Unreachable("Studio took too long to answer"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LinkLost(new Ending.Unreachable("interrupted"));
        }
    }

    private void watch(Duration announced) {
        Duration activity =
                announced.compareTo(LONGEST_ACTIVITY) < 0 ? announced : LONGEST_ACTIVITY;
        Liveness watch =
                new Liveness(
                        runtime.timer(),
                        activity,
                        runtime.pongTimeout(),
                        () -> socket.send("{\"event\":\"pusher:ping\",\"data\":{}}"),
                        () ->
                                socket.abort(
                                        new Ending.Closed(
                                                NO_PONG, "the hub gave no sign of life")));
        liveness = watch;
        watch.start();
    }

    private void sign() {
        Liveness watch = liveness;
        if (watch != null) {
            watch.sign();
        }
    }

    private void receive(String frame) {
        PusherEvent event;
        try {
            event = PusherEvent.read(frame);
        } catch (Refused unreadable) {
            LOG.warn("the hub sent what is no frame: {}", unreadable.getMessage());
            return;
        }
        switch (event.name()) {
            case "pusher:connection_established" -> established.complete(Json.tree(event.data()));
            case "pusher_internal:subscription_succeeded" -> step(event.channel()).complete(null);
            case "pusher:subscription_error" -> inOrder.execute(() -> turnedAway(event.channel()));
            case "pusher:ping" -> socket.send("{\"event\":\"pusher:pong\",\"data\":{}}");
            case "pusher:error" -> LOG.warn("{}: the hub says {}", config.name(), event.data());
            case MethodName.DOWN -> conversation.receive(event.data());
            default -> LOG.trace("{} is not for this client", event.name());
        }
    }

    /** In order with what was said before: who was replaced first is not turned away. */
    private void turnedAway(String channel) {
        String why = "the hub does not let us onto " + channel;
        CompletableFuture<Void> entry = step(channel);
        if (!entry.completeExceptionally(new Refused(RefusalCode.FORBIDDEN, why))) {
            socket.abort(new Ending.Refusal(RefusalCode.FORBIDDEN, why));
        }
    }

    private CompletableFuture<Void> step(String channel) {
        return entering.computeIfAbsent(channel, _ -> new CompletableFuture<>());
    }

    private void notified(RpcMessage.Notification notification) {
        if (notification.method().equals(MethodName.EVENT)) {
            news.heard(
                    Json.convert(notification.params(), SessionMethod.EventNotification.class),
                    conversation);
        }
    }

    private void over(Ending ending) {
        Liveness watch = liveness;
        if (watch != null) {
            watch.stop();
        }
        LinkLost lost = new LinkLost(ending);
        established.completeExceptionally(lost);
        entering.values().forEach(entered -> entered.completeExceptionally(lost));
        conversation.over(ending);
    }
}

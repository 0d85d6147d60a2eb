package dev.maestro.conformance;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stands between clients and a hub, or a Studio, on 127.0.0.1, and does one thing wrong. */
final class GoBetween implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Pair> pairs = new ConcurrentHashMap<>();
    private final Javalin javalin;
    private final int hub;
    private final Fault fault;

    GoBetween(int hub, Fault fault) {
        this.hub = hub;
        this.fault = fault;
        javalin =
                Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.jetty.host = "127.0.0.1";
                    config.jetty.port = 0;
                    config.jetty.modifyWebSocketServletFactory(
                            factory -> factory.setMaxTextMessageSize(1 << 20));
                    config.routes.ws(
                            "/app/{key}",
                            ws -> {
                                ws.onConnect(this::connected);
                                ws.onMessage(ctx -> pair(ctx).fromClient(ctx.message()));
                                ws.onBinaryMessage(ctx -> pair(ctx).fromClient(ctx.data()));
                                ws.onClose(ctx -> pair(ctx).gone());
                            });
                    config.routes.get("/apps/<path>", this::forward);
                    config.routes.post("/apps/<path>", this::forward);
                    config.routes.post("/api/<path>", this::forward);
                    config.routes.delete("/api/<path>", this::forward);
                });
        javalin.start();
    }

    int port() {
        return javalin.port();
    }

    private Pair pair(WsContext ctx) {
        return Objects.requireNonNull(pairs.get(ctx.sessionId()));
    }

    private void connected(WsConnectContext ctx) {
        Pair pair = new Pair(ctx);
        pairs.put(ctx.sessionId(), pair);
        URI address =
                URI.create(
                        "ws://127.0.0.1:%d/app/%s?%s"
                                .formatted(
                                        hub,
                                        ctx.pathParam("key"),
                                        Objects.requireNonNullElse(ctx.queryString(), "")));
        http.newWebSocketBuilder().buildAsync(address, pair).join();
    }

    private void forward(Context ctx) throws IOException, InterruptedException {
        Fault.Request asked =
                fault.request(
                        new Fault.Request(
                                ctx.method().name(),
                                ctx.path(),
                                Objects.requireNonNullElse(ctx.queryString(), ""),
                                ctx.body()));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                        URI.create(
                                "http://127.0.0.1:%d%s?%s"
                                        .formatted(hub, asked.path(), asked.query())));
        request.method(
                asked.method(),
                asked.body().isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(asked.body()));
        request.header("Content-Type", "application/json");
        Optional.ofNullable(ctx.header("Authorization"))
                .ifPresent(token -> request.header("Authorization", token));
        HttpResponse<String> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Fault.Response said =
                fault.response(new Fault.Response(answer.statusCode(), answer.body()));
        ctx.status(said.status()).contentType("application/json").result(said.body());
    }

    @Override
    public void close() {
        javalin.stop();
        http.shutdownNow();
    }

    /** One client and its connection to the hub. */
    final class Pair implements WebSocket.Listener {

        private final WsContext client;
        private final StringBuilder part = new StringBuilder();
        private volatile @Nullable WebSocket upstream;

        /** What {@link Fault}s remember of this connection. */
        final Map<String, String> memory = new ConcurrentHashMap<>();

        private Pair(WsContext client) {
            this.client = client;
        }

        void fromClient(String text) {
            WebSocket open = Objects.requireNonNull(upstream);
            fault.up(this, text).forEach(each -> open.sendText(each, true).join());
        }

        void fromClient(ByteBuffer bytes) {
            Objects.requireNonNull(upstream).sendBinary(bytes, true).join();
        }

        void toClient(String text) {
            client.send(text);
        }

        void gone() {
            WebSocket open = upstream;
            if (open != null) {
                open.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(_ -> open);
            }
        }

        @Override
        public void onOpen(WebSocket opened) {
            upstream = opened;
            opened.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                String text = part.toString();
                part.setLength(0);
                if (client.session.isOpen()) {
                    fault.down(this, text).forEach(this::toClient);
                }
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            client.closeSession(fault.closeCode(code), reason);
            return null;
        }
    }
}

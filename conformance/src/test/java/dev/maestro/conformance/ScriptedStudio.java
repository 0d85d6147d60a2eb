package dev.maestro.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.hub.AppKey;
import dev.maestro.hub.ClientEventOutcome;
import dev.maestro.hub.Hub;
import dev.maestro.hub.HubApp;
import dev.maestro.hub.HubConfig;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.SocketId;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * So much of a Studio as the points need that are shown to see its faults: sessions without work,
 * on the real hub. That the real Studio passes the whole exam is a journey's matter.
 */
final class ScriptedStudio implements AutoCloseable {

    private static final AppKey APP =
            new AppKey(Faults.APP.id(), Faults.APP.key(), Faults.APP.secret());
    private static final String CHANNEL = "private-session.";

    private final Set<String> channels = ConcurrentHashMap.newKeySet();
    private final Hub hub;
    private final Javalin javalin;

    ScriptedStudio() {
        hub =
                Hub.open(
                        HubConfig.of(List.of(HubApp.usual(APP))),
                        this::heard,
                        InstantSource.system());
        javalin =
                Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.jetty.host = "127.0.0.1";
                    config.jetty.port = 0;
                    hub.mount(config);
                    config.routes.post("/api/v1/agent-sessions", this::register);
                    config.routes.delete("/api/v1/agent-sessions/{id}", ctx -> ctx.status(204));
                    config.routes.post("/api/v1/broadcasting/auth", this::authorize);
                });
        javalin.start();
    }

    int port() {
        return javalin.port();
    }

    private void register(Context ctx) {
        String session = UUID.randomUUID().toString();
        channels.add(CHANNEL + session);
        answer(
                ctx,
                201,
                Map.of(
                        "session",
                        session,
                        "channel",
                        CHANNEL + session,
                        "app_key",
                        APP.key(),
                        "ws_path",
                        "/app/" + APP.key(),
                        "heartbeat_seconds",
                        30));
    }

    private void authorize(Context ctx) {
        JsonNode wish = Json.tree(ctx.body());
        String channel = wish.path("channel_name").asText();
        if (!channels.contains(channel)) {
            answer(ctx, 403, Map.of("type", "forbidden"));
            return;
        }
        SocketId socket = new SocketId(wish.path("socket_id").asText());
        answer(ctx, 200, Map.of("auth", hub.authSignature(APP, socket, channel, Optional.empty())));
    }

    private static void answer(Context ctx, int status, Map<String, ?> body) {
        ctx.status(status).contentType("application/json").result(Json.write(body));
    }

    private ClientEventOutcome heard(
            SocketId from, ChannelName channel, String event, String data) {
        JsonNode request = Json.tree(data);
        if (request.has("id")) {
            ObjectNode answer = (ObjectNode) Json.tree("{\"jsonrpc\":\"2.0\"}");
            answer.set("id", request.path("id"));
            answer.setAll((ObjectNode) Json.tree(Json.write(outcome(request))));
            hub.publish(APP.id(), channel.value(), "rpc", answer.toString(), null);
        }
        return ClientEventOutcome.CONSUMED;
    }

    private static Map<String, Object> outcome(JsonNode request) {
        JsonNode params = request.path("params");
        return switch (request.path("method").asText()) {
            case "session.hello" ->
                    params.path("protocol").asInt() == 1
                            ? result(
                                    Map.of(
                                            "protocol",
                                            1,
                                            "heartbeat_seconds",
                                            30,
                                            "seq",
                                            0,
                                            "runs",
                                            List.of()))
                            : error(-32009, Map.of("supported", List.of(1)));
            case "session.heartbeat" ->
                    result(Map.of("gone", params.path("runs").findValuesAsText("run")));
            case "session.sync" -> result(Map.of("events", List.of(), "resync", false, "seq", 0));
            case "run.accept" -> error(-32004, Map.of("type", "not_found"));
            default -> error(-32601, Map.of("type", "method_not_found"));
        };
    }

    private static Map<String, Object> result(Map<String, ?> result) {
        return Map.of("result", result);
    }

    private static Map<String, Object> error(int code, Map<String, ?> data) {
        return Map.of("error", Map.of("code", code, "message", "no", "data", data));
    }

    @Override
    public void close() {
        hub.close();
        javalin.stop();
    }
}

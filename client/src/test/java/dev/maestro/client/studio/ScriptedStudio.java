package dev.maestro.client.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.hub.AppKey;
import dev.maestro.hub.ClientEventOutcome;
import dev.maestro.hub.Hub;
import dev.maestro.hub.HubConfig;
import dev.maestro.hub.HubListener;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.pusher.SocketId;
import dev.maestro.protocol.rpc.RpcCodec;
import dev.maestro.protocol.rpc.RpcError;
import dev.maestro.protocol.rpc.RpcMessage;
import dev.maestro.protocol.work.MethodName;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** Studio as a client sees it. Everything that came in can be looked at; any thread may do so. */
public final class ScriptedStudio implements AutoCloseable {

    private static final AppKey APP = new AppKey("app", "key", "secret");

    private record Guest(Optional<UUID> id, String name, String email) {}

    /** What a client asked over the socket. */
    public record Asked(String method, JsonNode params, String channel) {}

    private final Map<String, Function<JsonNode, Object>> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<RpcMessage> answered = new CopyOnWriteArrayList<>();
    private final List<JsonNode> registered = new CopyOnWriteArrayList<>();
    private final List<JsonNode> edits = new CopyOnWriteArrayList<>();
    private final Map<String, ByteArrayOutputStream> outputs = new ConcurrentHashMap<>();
    private final AtomicInteger refreshes = new AtomicInteger();
    private final UUID project = UUID.randomUUID();
    private volatile String remoteUrl = "";
    private volatile Optional<Refused> outputRefusal = Optional.empty();
    private volatile CountDownLatch outputGate = new CountDownLatch(0);
    private volatile long tokenSeconds = 900;
    private volatile Guest guest = new Guest(Optional.empty(), "Ada Lovelace", "ada@example.com");
    private volatile boolean loseRefreshAnswers;
    private volatile String lastAttempt = "";
    private volatile CountDownLatch registrationGate = new CountDownLatch(0);
    private final List<String> revoked = new CopyOnWriteArrayList<>();
    private final Map<UUID, JsonNode> directives = new ConcurrentSkipListMap<>();
    private volatile Consumer<JsonNode> given = _ -> {};
    private final Set<String> unwelcome = ConcurrentHashMap.newKeySet();
    private final Map<String, UUID> sessions = new ConcurrentHashMap<>();
    private int port;
    private Hub hub;
    private Javalin server;

    public ScriptedStudio() {
        answers.put(
                MethodName.SESSION_HELLO,
                _ -> Json.tree("{\"protocol\":1,\"heartbeat_seconds\":1,\"seq\":0,\"runs\":[]}"));
        answers.put(MethodName.SESSION_HEARTBEAT, _ -> Json.tree("{\"gone\":[]}"));
        hub = hub();
        server = server(0);
        port = server.port();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public UUID project() {
        return project;
    }

    /** The repository of the one project there is. */
    public void knows(String url) {
        remoteUrl = url;
    }

    public void tokensLast(long seconds) {
        tokenSeconds = seconds;
    }

    /** Answers a method with what the function gives; a {@link Refused} is sent as an error. */
    public void answer(String method, Function<JsonNode, Object> answer) {
        answers.put(method, answer);
    }

    /** Takes a method and never answers it. */
    public void ignore(String method) {
        answers.put(method, _ -> Optional.empty());
    }

    public List<JsonNode> asked(String method) {
        return asked.stream()
                .filter(one -> one.method().equals(method))
                .map(Asked::params)
                .toList();
    }

    public List<String> methods() {
        return asked.stream().map(Asked::method).toList();
    }

    /** The client's answers to our requests. */
    public List<RpcMessage> answered() {
        return answered;
    }

    public List<JsonNode> registered() {
        return registered;
    }

    /** What was asked to be changed of the project. */
    public List<JsonNode> edits() {
        return edits;
    }

    /** From now on it says that who redeems an invite has that id. */
    public void answersAs(UUID user) {
        guest = new Guest(Optional.of(user), guest.name(), guest.email());
    }

    /** Who the next invite lets in; each is another user. */
    public void invites(String name, String email) {
        guest = new Guest(Optional.empty(), name, email);
    }

    /** Takes the next refreshes and loses the answers. */
    public void loseRefreshAnswers(boolean lost) {
        loseRefreshAnswers = lost;
    }

    public List<String> revoked() {
        return revoked;
    }

    /** Registering waits until the latch opens. */
    public void stallRegistration(CountDownLatch gate) {
        registrationGate = gate;
    }

    /** The directives that stand, as they were given. */
    public List<JsonNode> directives() {
        return List.copyOf(directives.values());
    }

    /** Refuses to register a session of that name, or does no more. */
    public void refuses(String name, boolean refused) {
        if (refused) {
            unwelcome.add(name);
        } else {
            unwelcome.remove(name);
        }
    }

    /** Who registers from now on gets another id than before. */
    public void forgetSessions() {
        sessions.clear();
    }

    public int refreshes() {
        return refreshes.get();
    }

    public String output(UUID run) {
        return outputs.getOrDefault(run.toString(), new ByteArrayOutputStream())
                .toString(java.nio.charset.StandardCharsets.UTF_8);
    }

    public void hasOutput(UUID run, String text) {
        outputs.computeIfAbsent(run.toString(), _ -> new ByteArrayOutputStream())
                .writeBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public void refuseOutput(Optional<Refused> refusal) {
        outputRefusal = refusal;
    }

    /** Output requests wait until the latch opens. */
    public void stallOutput(CountDownLatch gate) {
        outputGate = gate;
    }

    /** The sentences that stand. */
    public List<String> standing() {
        return directives.values().stream().map(each -> each.path("text").asText()).toList();
    }

    /** A directive that somebody gives elsewhere. */
    public void stands(UUID directive, String text) {
        stands(directive, JsonNodeFactory.instance.objectNode().put("text", text));
    }

    /** Hears of each directive before it stands and who gave it has the answer; may refuse it. */
    public void passesOn(Consumer<JsonNode> directive) {
        given = directive;
    }

    public void request(UUID session, String method, Object params) {
        publish(
                "private-session." + session,
                new RpcMessage.Request(UUID.randomUUID().toString(), method, Json.node(params)));
    }

    public void event(UUID toProject, long seq, String type) {
        publish(
                "private-project." + toProject,
                new RpcMessage.Notification(
                        MethodName.EVENT,
                        Json.tree(
                                "{\"seq\":%d,\"type\":\"%s\",\"at\":\"2026-01-01T00:00:00Z\",\"data\":{}}"
                                        .formatted(seq, type))));
    }

    public int listeners(UUID session) {
        return hub.subscribers(APP.id(), "private-session." + session).size();
    }

    /** Takes who speaks for the session off its channel, as after the end of a right. */
    public void revoke(UUID session) {
        String channel = "private-session." + session;
        hub.subscribers(APP.id(), channel).forEach(socket -> hub.unsubscribe(socket, channel));
    }

    public void drop(UUID session, CloseCode code) {
        hub.subscribers(APP.id(), "private-session." + session)
                .forEach(socket -> hub.closeSocket(socket, code));
    }

    public void stop() {
        hub.close();
        server.stop();
    }

    /** Listens again where it did before. */
    public void start() {
        hub = hub();
        server = server(port);
    }

    @Override
    public void close() {
        outputGate.countDown();
        registrationGate.countDown();
        stop();
    }

    private void publish(String channel, RpcMessage message) {
        hub.publish(APP.id(), channel, MethodName.DOWN, RpcCodec.write(message), null);
    }

    private Hub hub() {
        HubListener ear =
                new HubListener() {
                    @Override
                    public ClientEventOutcome clientEvent(
                            SocketId from, ChannelName channel, String event, String data) {
                        RpcCodec.read(data).forEach(message -> heard(channel.value(), message));
                        return ClientEventOutcome.CONSUMED;
                    }
                };
        return Hub.open(
                HubConfig.defaults(List.of(APP)).withMaxMessageBytes(1 << 20),
                ear,
                InstantSource.system());
    }

    private void heard(String channel, RpcMessage message) {
        if (!(message instanceof RpcMessage.Request(String id, String method, JsonNode params))) {
            answered.add(message);
            return;
        }
        asked.add(new Asked(method, params, channel));
        try {
            Object result = answers.getOrDefault(method, _ -> Map.of()).apply(params);
            if (!result.equals(Optional.empty())) {
                publish(channel, new RpcMessage.Response(id, Json.node(result)));
            }
        } catch (Refused refused) {
            publish(channel, new RpcMessage.ErrorResponse(id, RpcError.of(refused)));
        }
    }

    private Javalin server(int onPort) {
        Hub mounted = hub;
        return Javalin.create(
                        config -> {
                            config.startup.showJavalinBanner = false;
                            mounted.mount(config);
                            config.routes.post("/api/v1/auth/redeem", this::redeem);
                            config.routes.post("/api/v1/auth/refresh", this::refresh);
                            config.routes.post("/api/v1/auth/revoke", this::revoke);
                            config.routes.get(
                                    "/api/v1/me",
                                    ctx -> ctx.result(Json.write(Map.of("name", guest.name()))));
                            config.routes.get(
                                    "/api/v1/projects/{project}",
                                    ctx ->
                                            ctx.result(
                                                    Json.write(
                                                            Map.of(
                                                                    "id", project, "name",
                                                                    "Shop"))));
                            config.routes.post(
                                    "/api/v1/broadcasting/auth", ctx -> sign(mounted, ctx));
                            config.routes.post("/api/v1/agent-sessions", this::register);
                            config.routes.get("/api/v1/projects", this::projects);
                            config.routes.put("/api/v1/projects/{project}", this::edit);
                            config.routes.post("/api/v1/runs/{run}/output", this::append);
                            config.routes.post("/api/v1/directives", this::direct);
                            config.routes.get(
                                    "/api/v1/projects/{project}/directives",
                                    ctx ->
                                            ctx.result(
                                                    Json.write(
                                                            Map.of("items", directives.values()))));
                            config.routes.delete(
                                    "/api/v1/directives/{directive}",
                                    ctx -> {
                                        directives.remove(
                                                UUID.fromString(ctx.pathParam("directive")));
                                        ctx.status(204);
                                    });
                            config.routes.exception(Refused.class, ScriptedStudio::problem);
                        })
                .start("127.0.0.1", onPort);
    }

    private static void problem(Refused refused, Context ctx) {
        Map<String, Object> document = new HashMap<>(refused.data());
        document.put("type", refused.code().wireName());
        document.put("title", refused.code().wireName());
        document.put("detail", String.valueOf(refused.getMessage()));
        document.put("status", refused.code().httpStatus());
        ctx.status(refused.code().httpStatus()).result(Json.write(document));
    }

    private void redeem(Context ctx) {
        ctx.result(
                Json.write(
                        Map.of(
                                "access_token",
                                "access-0",
                                "expires_in",
                                tokenSeconds,
                                "refresh_token",
                                "refresh-0",
                                "user",
                                Map.of(
                                        "id",
                                        guest.id().orElseGet(UUID::randomUUID),
                                        "name",
                                        guest.name(),
                                        "email",
                                        guest.email()),
                                "workspace",
                                Map.of("id", UUID.randomUUID(), "slug", "acme", "name", "Acme"))));
    }

    /** A refresh token works once; only who says the word of its attempt gets the answer again. */
    private void refresh(Context ctx) {
        JsonNode asked = Json.tree(ctx.body());
        String token = asked.path("refresh_token").asText();
        String attempt = asked.path("attempt").asText();
        int used = refreshes.get();
        boolean again = token.equals("refresh-" + (used - 1)) && attempt.equals(lastAttempt);
        if (!again && !token.equals("refresh-" + used)) {
            throw new Refused(RefusalCode.UNAUTHENTICATED, "this refresh token was used before");
        }
        if (!again) {
            used = refreshes.incrementAndGet();
            lastAttempt = attempt;
        }
        if (loseRefreshAnswers) {
            ctx.status(502);
            return;
        }
        ctx.result(
                Json.write(
                        Map.of(
                                "access_token",
                                "access-" + used,
                                "expires_in",
                                tokenSeconds,
                                "refresh_token",
                                "refresh-" + used)));
    }

    private void revoke(Context ctx) {
        revoked.add(Json.tree(ctx.body()).path("refresh_token").asText());
        ctx.status(204);
    }

    private static void sign(Hub hub, Context ctx) {
        JsonNode wanted = Json.tree(ctx.body());
        ctx.result(
                Json.write(
                        Map.of(
                                "auth",
                                hub.authSignature(
                                        APP,
                                        new SocketId(wanted.path("socket_id").asText()),
                                        wanted.path("channel_name").asText(),
                                        Optional.empty()))));
    }

    private void register(Context ctx) throws InterruptedException {
        registrationGate.await();
        JsonNode wanted = Json.tree(ctx.body());
        registered.add(wanted);
        if (unwelcome.contains(wanted.path("name").asText())) {
            throw new Refused(RefusalCode.FORBIDDEN, "no room for " + wanted.path("name"));
        }
        UUID session =
                sessions.computeIfAbsent(wanted.path("name").asText(), _ -> UUID.randomUUID());
        ctx.result(
                Json.write(
                        Map.of(
                                "session",
                                session,
                                "channel",
                                "private-session." + session,
                                "app_key",
                                APP.key(),
                                "ws_path",
                                "/app/" + APP.key(),
                                "heartbeat_seconds",
                                1)));
    }

    private void projects(Context ctx) {
        String key = String.valueOf(ctx.queryParam("remote_key"));
        boolean known = key.equals("local:" + remoteUrl);
        ctx.result(
                Json.write(
                        Map.of(
                                "items",
                                known
                                        ? List.of(Map.of("id", project, "name", "Shop"))
                                        : List.of())));
    }

    private void direct(Context ctx) {
        ObjectNode directive = (ObjectNode) Json.tree(ctx.body());
        UUID id = UUID.randomUUID();
        given.accept(directive.put("id", id.toString()));
        stands(id, directive);
        ctx.status(201).result(Json.write(Map.of("id", id)));
    }

    private void stands(UUID id, ObjectNode directive) {
        directive.put("id", id.toString());
        directive.put("by", guest.name());
        directive.put("created_at", "2026-01-01T00:00:00Z");
        for (String whom : List.of("run", "session")) {
            if (directive.has(whom)) {
                directive.put(whom + "_id", directive.path(whom).asText());
            }
        }
        directives.put(id, directive);
    }

    private void edit(Context ctx) {
        edits.add(Json.tree(ctx.body()));
        ctx.result(Json.write(Map.of("id", project, "name", "Shop")));
    }

    private void append(Context ctx) throws InterruptedException {
        outputGate.await();
        if (outputRefusal.isPresent()) {
            throw outputRefusal.get();
        }
        long offset = Long.parseLong(String.valueOf(ctx.queryParam("offset")));
        byte[] bytes = unpacked(ctx.bodyAsBytes());
        ByteArrayOutputStream output =
                outputs.computeIfAbsent(ctx.pathParam("run"), _ -> new ByteArrayOutputStream());
        synchronized (output) {
            if (offset > output.size()) {
                throw new Refused(
                        RefusalCode.CONFLICT, "beyond the end", Map.of("size", output.size()));
            }
            int overlap = (int) Math.min(bytes.length, output.size() - offset);
            output.write(bytes, overlap, bytes.length - overlap);
            ctx.result(Json.write(Map.of("size", output.size())));
        }
    }

    private static byte[] unpacked(byte[] gzip) {
        try (GZIPInputStream unpacking =
                new GZIPInputStream(new java.io.ByteArrayInputStream(gzip))) {
            return unpacking.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

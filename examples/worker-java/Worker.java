import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.pusher.client.Pusher;
import com.pusher.client.PusherOptions;
import com.pusher.client.channel.PrivateChannel;
import com.pusher.client.channel.PrivateChannelEventListener;
import com.pusher.client.channel.PusherEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * A complete worker for Maestro in one file: takes runs, does them with a command of yours, proves what it did.
 * Usage: java -cp 'lib/*' Worker.java INVITE PROJECT 'COMMAND'
 * (or, with MAESTRO_TOKEN set: java -cp 'lib/*' Worker.java STUDIO-URL PROJECT 'COMMAND')
 */
public final class Worker implements PrivateChannelEventListener {

    private static final Gson GSON = new Gson();
    private static final Pattern ADDRESS = Pattern.compile("(https?://[^/]+)(?:/.*/([\\w-]+))?/?");
    private static final Pattern VERDICT = Pattern.compile("^VERDICT: (APPROVED|REJECTED)(?: — (.*))?$", Pattern.MULTILINE);
    private static final Set<Integer> PASSING = Set.of(-32008, -32099); // no room, an error of theirs
    private static final String NAME = Objects.requireNonNullElse(System.getenv("WORKER_NAME"), "worker-java");

    /** A request that was not answered yet. */
    private record Asked(String text, CompletableFuture<JsonElement> answer) {}

    /** Why a run did not succeed, in one of the protocol's words. */
    private static final class Failure extends Exception {
        private final String reason;
        private final JsonObject check;

        Failure(String reason, String message, JsonObject check) {
            super(message);
            this.reason = reason;
            this.check = check;
        }
    }

    /** What Studio will not do, or cannot just now. */
    private static final class Refused extends Exception {
        private final int code;

        Refused(JsonObject error) {
            super(error.toString());
            this.code = error.get("code").getAsInt();
        }
    }

    /** A run that is worked on here. */
    private static final class Live {
        private final JsonObject packet;
        private volatile boolean cancelled;
        private volatile Process process;
        private long sent;

        Live(JsonObject packet) {
            this.packet = packet;
        }

        String text(String field) {
            JsonElement value = packet.get(field);
            return value == null || value.isJsonNull() ? null : value.getAsString();
        }

        JsonObject object(String field) {
            return packet.get(field) instanceof JsonObject object ? object : null;
        }

        String run() {
            return text("run");
        }

        long fence() {
            return packet.get("fence").getAsLong();
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final String studio;
    private final String project;
    private final String command;
    private final Path home = Path.of(Objects.requireNonNullElse(System.getenv("WORKER_HOME"), "worker-home")).toAbsolutePath();
    private final Path repository = home.resolve("repository");
    private final Map<String, Live> runs = new ConcurrentHashMap<>();
    private final Map<String, Asked> waiting = new ConcurrentHashMap<>();
    private String accessToken = System.getenv("MAESTRO_TOKEN");
    private String refreshToken;
    private volatile PrivateChannel channel;
    private volatile boolean draining;

    private Worker(String studio, String project, String command) {
        this.studio = studio;
        this.project = project;
        this.command = command;
    }

    public static void main(String[] words) throws Exception {
        Matcher address = ADDRESS.matcher(words[0]);
        if (!address.matches()) {
            throw new IllegalArgumentException("neither an invite nor a Studio: " + words[0]);
        }
        Worker worker = new Worker(address.group(1), words[1], words[2]);
        worker.begin(address.group(2));
    }

    private void begin(String invite) throws Exception {
        if (invite != null) {
            keep(post("/api/v1/auth/redeem", object("token", invite, "machine", NAME)));
        }
        Files.createDirectories(home);
        String remote = call("GET", "/api/v1/projects/" + project, null, Map.of()).get("remote_url").getAsString();
        if (!Files.exists(repository)) {
            need(home, "clone", "--quiet", "--no-checkout", remote, "repository");
        }
        JsonArray purposes = new JsonArray();
        List.of("develop", "review", "check", "release").forEach(purposes::add);
        JsonObject session =
                post("/api/v1/agent-sessions", object("project", project, "name", NAME, "purposes", purposes, "capacity", 1, "machine", NAME));
        URI where = URI.create(studio);
        boolean secure = studio.startsWith("https:");
        PusherOptions options = new PusherOptions().setHost(where.getHost()).setUseTLS(secure)
                .setChannelAuthorizer((name, socket) -> authorized(name, socket));
        int port = where.getPort() >= 0 ? where.getPort() : secure ? 443 : 80;
        Pusher pusher = new Pusher(session.get("app_key").getAsString(), secure ? options.setWssPort(port) : options.setWsPort(port));
        channel = pusher.subscribePrivate(session.get("channel").getAsString(), this, "rpc");
        pusher.connect();
        long seconds = session.get("heartbeat_seconds").getAsLong();
        Executors.newSingleThreadScheduledExecutor().scheduleAtFixedRate(this::beat, seconds, seconds, TimeUnit.SECONDS);
    }

    // HTTP.

    private String authorized(String name, String socket) {
        try {
            return post("/api/v1/broadcasting/auth", object("socket_id", socket, "channel_name", name)).toString();
        } catch (IOException refused) {
            throw new com.pusher.client.AuthorizationFailureException(refused);
        }
    }

    private JsonObject post(String path, JsonObject body) throws IOException {
        return call("POST", path, body.toString().getBytes(StandardCharsets.UTF_8), Map.of("Content-Type", "application/json"));
    }

    private synchronized JsonObject call(String method, String path, byte[] body, Map<String, String> headers) throws IOException {
        HttpResponse<String> response = send(method, path, body, headers);
        if (response.statusCode() == 401 && refreshToken != null) { // an access token lives for minutes; a refresh token works once
            renew();
            response = send(method, path, body, headers);
        }
        if (response.statusCode() / 100 != 2) {
            throw new IOException("%s %s: %d %s".formatted(method, path, response.statusCode(), response.body()));
        }
        return response.body().isEmpty() ? new JsonObject() : JsonParser.parseString(response.body()).getAsJsonObject();
    }

    /** By a key, so that it answers the same when its answer was lost and it is asked again. */
    private void renew() throws IOException {
        byte[] asked = object("refresh_token", refreshToken).toString().getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> fresh = send("POST", "/api/v1/auth/refresh", asked,
                Map.of("Content-Type", "application/json", "Idempotency-Key", refreshToken));
        if (fresh.statusCode() / 100 != 2) {
            throw new IOException("refresh: %d %s".formatted(fresh.statusCode(), fresh.body()));
        }
        keep(JsonParser.parseString(fresh.body()).getAsJsonObject());
    }

    private HttpResponse<String> send(String method, String path, byte[] body, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(studio + path));
        request.method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        if (accessToken != null) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    private void keep(JsonObject tokens) {
        accessToken = tokens.get("access_token").getAsString();
        refreshToken = tokens.get("refresh_token").getAsString();
    }

    // JSON-RPC on the session's channel. What was not answered when the link broke is said again after the next hello.

    private CompletableFuture<JsonElement> ask(String method, JsonObject params) {
        String id = UUID.randomUUID().toString();
        String text = object("jsonrpc", "2.0", "id", id, "method", method, "params", params).toString();
        Asked asked = new Asked(text, new CompletableFuture<>());
        waiting.put(id, asked);
        say(text);
        return asked.answer();
    }

    private void say(String text) {
        if (channel.isSubscribed()) {
            channel.trigger("client-rpc", text);
        }
    }

    @Override
    public void onSubscriptionSucceeded(String name) { // after each reconnect too
        List<Asked> before = List.copyOf(waiting.values());
        JsonObject hello = object("protocol", 1, "client_version", NAME, "resume", !runs.isEmpty(), "runs", held());
        ask("session.hello", hello).thenAccept(answer -> {
            for (JsonElement each : answer.getAsJsonObject().getAsJsonArray("runs")) {
                if (each.getAsJsonObject().get("decision").getAsString().equals("cancel")) {
                    cancel(each.getAsJsonObject().get("run").getAsString(), Long.MAX_VALUE);
                }
            }
            before.forEach(asked -> say(asked.text()));
            System.out.println("ready");
        });
    }

    @Override
    public void onAuthenticationFailure(String message, Exception cause) {
        System.out.println("not let in: " + message);
        System.exit(1);
    }

    @Override
    public void onEvent(PusherEvent event) {
        JsonElement data = JsonParser.parseString(event.getData());
        for (JsonElement message : data instanceof JsonArray batch ? batch : List.of(data)) {
            heard(message.getAsJsonObject());
        }
    }

    private void heard(JsonObject message) {
        JsonElement id = message.get("id");
        if (!message.has("method")) {
            Asked asked = id == null || id.isJsonNull() ? null : waiting.remove(id.getAsString());
            if (asked != null && message.has("error")) {
                asked.answer().completeExceptionally(new Refused(message.getAsJsonObject("error")));
            } else if (asked != null) {
                asked.answer().complete(message.get("result"));
            }
            return;
        }
        if (id != null) {
            say(object("jsonrpc", "2.0", "id", id, "result", new JsonObject()).toString());
        }
        JsonObject params = message.getAsJsonObject("params");
        switch (message.get("method").getAsString()) {
            case "run.dispatch" -> {
                if (!draining) { // else it is offered elsewhere
                    Thread.startVirtualThread(() -> dispatched(new Live(params)));
                }
            }
            case "run.cancel" -> cancel(params.get("run").getAsString(), params.get("fence").getAsLong());
            case "session.replaced" -> {
                runs.keySet().forEach(run -> cancel(run, Long.MAX_VALUE));
                System.exit(0);
            }
            case "session.drain" -> {
                draining = true;
                leaveWhenDone();
            }
            default -> {}
        }
    }

    /** Asked to go, one goes when nothing runs any more. */
    private void leaveWhenDone() {
        if (draining && runs.isEmpty()) {
            ask("session.goodbye", object("reason", "drained")).whenComplete((done, refused) -> System.exit(0));
        }
    }

    private JsonArray held() {
        JsonArray held = new JsonArray();
        runs.values().forEach(live -> held.add(object("run", live.run(), "fence", live.fence())));
        return held;
    }

    private void beat() {
        ask("session.heartbeat", object("runs", held())).thenAccept(answer -> {
            for (JsonElement gone : answer.getAsJsonObject().getAsJsonArray("gone")) {
                cancel(gone.getAsString(), Long.MAX_VALUE);
            }
        });
    }

    // Work.

    private void cancel(String run, long fence) {
        Live live = runs.get(run);
        if (live == null || live.fence() > fence) {
            return;
        }
        live.cancelled = true;
        Process process = live.process;
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private void dispatched(Live live) {
        if (runs.putIfAbsent(live.run(), live) != null) {
            return;
        }
        try {
            about(live, "run.accept", new JsonObject());
            JsonObject proof = work(live);
            if (!live.cancelled) {
                insist(live, "run.complete", proof);
            }
            System.out.println("completed " + live.text("purpose"));
        } catch (Exception broken) {
            System.out.println("failed " + live.text("purpose") + ": " + broken.getMessage());
            JsonObject fail = object("reason", "internal", "detail", String.valueOf(broken.getMessage()));
            if (broken instanceof Failure failure) {
                fail.addProperty("reason", failure.reason);
                fail.add("check", failure.check);
            }
            if (!live.cancelled) {
                lastWord(live, fail);
            }
        } finally {
            runs.remove(live.run());
            git(repository, "worktree", "remove", "--force", place(live).toString());
            leaveWhenDone();
        }
    }

    private void lastWord(Live live, JsonObject fail) {
        try {
            insist(live, "run.fail", fail);
        } catch (Exception refused) {
            System.out.println("not heard: " + refused.getMessage());
        }
    }

    /** Who has no room, or a fault of their own, may have neither a little later. */
    private void insist(Live live, String method, JsonObject params) throws Exception {
        for (int seconds = 1; ; seconds = Math.min(2 * seconds, 30)) {
            try {
                about(live, method, params);
                return;
            } catch (CompletionException refused) {
                boolean passing = refused.getCause() instanceof Refused known && PASSING.contains(known.code);
                if (!passing || live.cancelled) {
                    throw refused;
                }
            }
            TimeUnit.SECONDS.sleep(seconds);
        }
    }

    /** Every message about a run carries the run and the fence of its dispatch. */
    private void about(Live live, String method, JsonObject params) {
        params.addProperty("run", live.run());
        params.addProperty("fence", live.fence());
        ask(method, params).join();
    }

    private Path place(Live live) {
        return home.resolve(live.run() + "-" + live.fence());
    }

    private JsonObject work(Live live) throws Exception {
        String purpose = live.text("purpose");
        String commit = live.text("commit");
        String branch = "refs/heads/" + live.text("branch");
        Path place = place(live);
        need(repository, "fetch", "--quiet", "origin", live.text("fetch_ref"));
        boolean begun = purpose.equals("develop") && git(repository, "fetch", "--quiet", "origin", branch).code() == 0;
        need(repository, "worktree", "add", "--quiet", "--detach", place.toString(), begun ? "FETCH_HEAD" : commit);
        if (live.object("conflict") != null) { // the command finds the markers
            git(place, "merge", "--no-commit", live.object("conflict").get("epic_commit").getAsString());
        }
        about(live, "run.start", object("provider", "command"));
        if (purpose.equals("check") || purpose.equals("release")) {
            return object("check", checked(live, place));
        }
        Ended ended = shell(command, live, place);
        if (ended.code() != 0) {
            throw new Failure("provider_crashed", "the command ended with " + ended.code(), null);
        }
        if (purpose.equals("review")) {
            Matcher verdict = VERDICT.matcher(ended.printed());
            if (!verdict.find()) {
                throw new Failure("no_verdict", "no line begins with VERDICT:", null);
            }
            return object("verdict", object("approved", verdict.group(1).equals("APPROVED"), "commit", commit,
                    "reason", Objects.requireNonNullElse(verdict.group(2), ""), "findings", new JsonArray()));
        }
        need(place, "add", "--all");
        git(place, "commit", "--quiet", "-m", live.object("task").get("title").getAsString() + "\n\nMaestro-Run: " + live.run());
        String head = need(place, "rev-parse", "HEAD");
        JsonArray paths = new JsonArray();
        need(place, "diff", "--name-only", commit + "...HEAD").lines().forEach(paths::add);
        if (paths.isEmpty() || head.equals(live.text("rejected"))) {
            throw new Failure("no_changes", "the command changed nothing", null);
        }
        need(place, "push", "--quiet", "origin", "HEAD:" + branch);
        JsonObject check = live.object("check") == null ? null : checked(live, place);
        return object("proof",
                object("commit", head, "branch", live.text("branch"), "clean", true, "paths", paths, "check", check));
    }

    private JsonObject checked(Live live, Path place) throws Exception {
        String line = live.object("check").get("command").getAsString();
        long begun = System.nanoTime();
        Ended ended = shell(line, live, place);
        String tail = ended.printed().substring(Math.max(0, ended.printed().length() - 8000));
        JsonObject check =
                object("command", line, "exit_code", ended.code(), "millis", (System.nanoTime() - begun) / 1_000_000, "log_tail", tail);
        if (ended.code() != 0) {
            throw new Failure("checks_failed", "the check failed", check);
        }
        return check;
    }

    /** How a program ended, and all it printed. */
    private record Ended(int code, String printed) {}

    private Ended shell(String line, Live live, Path place) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", line).directory(place.toFile()).redirectErrorStream(true);
        builder.environment().put("MAESTRO_PURPOSE", live.text("purpose"));
        Process process = builder.start();
        live.process = process;
        try (OutputStream in = process.getOutputStream()) {
            in.write(GSON.toJson(live.object("task")).getBytes(StandardCharsets.UTF_8));
        } catch (IOException notRead) {
            System.out.println("the command does not read its task");
        }
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (InputStream out = process.getInputStream()) {
            byte[] piece = new byte[32 * 1024];
            for (int length = out.read(piece); length >= 0; length = out.read(piece)) {
                printed.write(piece, 0, length);
                upload(live, Arrays.copyOf(piece, length));
            }
        }
        return new Ended(process.waitFor(), printed.toString(StandardCharsets.UTF_8));
    }

    /** Goes to its offset: the same piece twice is harmless. */
    private void upload(Live live, byte[] piece) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(piece);
        }
        live.sent = call("POST", "/api/v1/runs/%s/output?offset=%d".formatted(live.run(), live.sent), zipped.toByteArray(),
                Map.of("Content-Encoding", "gzip", "Maestro-Fence", Long.toString(live.fence()))).get("size").getAsLong();
    }

    private static String need(Path place, String... words) throws IOException {
        Ended ended = git(place, words);
        if (ended.code() != 0) {
            throw new IOException("git: " + ended.printed());
        }
        return ended.printed().strip();
    }

    private static Ended git(Path place, String... words) {
        List<String> line = new ArrayList<>(List.of("git", "-c", "user.name=Worker", "-c", "user.email=worker@example.com"));
        line.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(line).directory(place.toFile()).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), printed);
        } catch (IOException | InterruptedException broken) {
            return new Ended(-1, broken.toString());
        }
    }

    private static JsonObject object(Object... namesAndValues) {
        JsonObject object = new JsonObject();
        for (int each = 0; each < namesAndValues.length; each += 2) {
            Object value = namesAndValues[each + 1];
            object.add((String) namesAndValues[each], value == null ? JsonNull.INSTANCE : GSON.toJsonTree(value));
        }
        return object;
    }
}

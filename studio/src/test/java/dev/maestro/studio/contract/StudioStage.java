package dev.maestro.studio.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.git.Git;
import dev.maestro.protocol.json.Json;
import dev.maestro.studio.Studio;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.identity.SecretToken;
import dev.maestro.studio.identity.TokenPair;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.StudioConfig;
import dev.maestro.studio.platform.StudioDatabase;
import dev.maestro.studio.workspace.Role;
import dev.maestro.studio.workspace.SignedUp;
import dev.maestro.studio.workspace.Tenancy;
import dev.maestro.studio.workspace.WorkspaceId;
import dev.maestro.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The whole Studio on a real database, seen from outside: HTTP and sockets, and nothing else. */
final class StudioStage implements AutoCloseable {

    /** A machine that was let in. */
    record Machine(String access, String refresh, String user) {
        String bearer() {
            return "Bearer " + access;
        }
    }

    /** Somebody of another tenant. */
    record Stranger(Machine machine, String workspace) {}

    /** A session that was registered. */
    record Registered(String id, String channel, String key) {}

    private final TestDatabase pooled = StudioDatabase.fresh();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path directory;
    private final Optional<URI> redis;
    private final Studio studio;
    final Database database;
    final Tenancy tenancy;
    final Machine ada;
    final String workspace;

    private StudioStage(Path directory, Optional<URI> redis) {
        this.directory = directory;
        this.redis = redis;
        studio = Studio.start(config("home"), InstantSource.system());
        database = Database.open(StudioDatabase.config(pooled), InstantSource.system());
        tenancy = Tenancy.on(database, InstantSource.system());
        String link = studio.setupLink().orElseThrow();
        JsonNode entry =
                json(
                        post(
                                "/api/v1/setup",
                                Optional.empty(),
                                Map.of(
                                        "token",
                                        link.substring(link.lastIndexOf('/') + 1),
                                        "email",
                                        "ada@example.org",
                                        "name",
                                        "Ada",
                                        "password",
                                        "correct horse battery")));
        ada = machine(entry);
        workspace = entry.path("workspace").path("id").asText();
    }

    static StudioStage open(Path directory) {
        return new StudioStage(directory, Optional.empty());
    }

    /** One of several. */
    static StudioStage open(Path directory, URI redis) {
        return new StudioStage(directory, Optional.of(redis));
    }

    /** Another Studio on the same database and Redis. */
    Studio another() {
        return Studio.start(config("another"), InstantSource.system());
    }

    Studio studio() {
        return studio;
    }

    URI site() {
        return URI.create(studio.url());
    }

    /** A further machine of the same user. */
    Machine machineOf(Machine who) {
        String link =
                json(post(
                                "/api/v1/workspaces/" + workspace + "/invites",
                                Optional.of(who.bearer()),
                                Map.of("kind", "cli")))
                        .path("url")
                        .asText();
        return machine(
                json(
                        post(
                                "/api/v1/auth/redeem",
                                Optional.empty(),
                                Map.of(
                                        "token",
                                        link.substring(link.lastIndexOf('/') + 1),
                                        "machine",
                                        "m-" + UUID.randomUUID()))));
    }

    Stranger stranger() {
        SignedUp up = tenancy.stranger();
        return new Stranger(of(up.user().id()), up.workspace().id().toString());
    }

    /** Somebody new in the workspace. */
    Machine member(Role role) {
        return of(tenancy.member(UserId.parse(ada.user()), WorkspaceId.parse(workspace), role));
    }

    /** A cookie of a browser that is signed in as the user. */
    SecretToken browser(Machine who) {
        return tenancy.identity().webSessions().start(UserId.parse(who.user()));
    }

    private Machine of(UserId user) {
        TokenPair pair = tenancy.tokens(user);
        return new Machine(pair.accessToken(), pair.refreshToken().text(), user.toString());
    }

    String project() {
        return project(ada, workspace);
    }

    String project(Machine by, String in) {
        return json(post(
                        "/api/v1/projects",
                        Optional.of(by.bearer()),
                        Map.of("workspace", in, "name", "Greetings", "remote_url", newRemote())))
                .path("id")
                .asText();
    }

    Registered session(Machine by, String project, String name) {
        JsonNode answer =
                json(
                        post(
                                "/api/v1/agent-sessions",
                                Optional.of(by.bearer()),
                                Map.of(
                                        "project",
                                        project,
                                        "name",
                                        name,
                                        "machine",
                                        "m",
                                        "kind",
                                        "lead",
                                        "purposes",
                                        List.of("develop"))));
        return new Registered(
                answer.path("session").asText(),
                answer.path("channel").asText(),
                answer.path("app_key").asText());
    }

    HttpResponse<String> auth(Machine by, Peer peer, String channel) {
        return post(
                "/api/v1/broadcasting/auth",
                Optional.of(by.bearer()),
                Map.of("socket_id", peer.socketId(), "channel_name", channel));
    }

    /** Enters and answers the proof, which can be shown again. */
    String enter(Machine by, Peer peer, String channel) {
        String auth = json(auth(by, peer, channel)).path("auth").asText();
        peer.subscribe(channel, auth, Optional.empty());
        peer.entered(channel);
        return auth;
    }

    HttpResponse<String> post(String path, Optional<String> bearer, Object body) {
        return send("POST", path, bearer, Json.write(body), Map.of());
    }

    HttpResponse<String> get(String path, Machine by) {
        return send("GET", path, Optional.of(by.bearer()), "", Map.of());
    }

    HttpResponse<String> send(
            String verb,
            String path,
            Optional<String> bearer,
            String body,
            Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(site().resolve(path))
                        .header("Content-Type", "application/json")
                        .method(verb, HttpRequest.BodyPublishers.ofString(body));
        bearer.ifPresent(token -> request.header("Authorization", token));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return Json.tree(answer.body());
    }

    static Machine machine(JsonNode entry) {
        return new Machine(
                entry.path("access_token").asText(),
                entry.path("refresh_token").asText(),
                entry.path("user").path("id").asText());
    }

    private StudioConfig config(String home) {
        return new StudioConfig(
                directory.resolve(home),
                "127.0.0.1",
                0,
                Optional.empty(),
                Fleet.LEASE,
                Optional.of(StudioDatabase.config(pooled)),
                redis,
                "maestro",
                directory.resolve("output"));
    }

    private String newRemote() {
        String name = UUID.randomUUID().toString();
        Path remote = directory.resolve(name + ".git");
        Path work = directory.resolve(name);
        try {
            Files.createDirectories(remote);
            Files.createDirectories(work);
            Git.at(remote).run("init", "--bare", "--quiet", "--initial-branch=main");
            Git git = Git.at(work);
            git.run("init", "--quiet", "--initial-branch=main");
            git.run("remote", "add", "origin", remote.toString());
            Files.writeString(work.resolve("README.md"), "hello");
            git.run("add", "-A");
            git.run(
                    "-c",
                    "user.name=Ada",
                    "-c",
                    "user.email=ada@example.org",
                    "commit",
                    "--quiet",
                    "-m",
                    "First");
            git.run("push", "--quiet", "origin", "HEAD:refs/heads/main");
            return remote.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        studio.close();
        database.close();
        pooled.close();
    }
}

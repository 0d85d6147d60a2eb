package dev.maestro.studio.contract;

import static dev.maestro.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.json.Json;
import dev.maestro.studio.contract.StudioStage.Registered;
import dev.maestro.studio.contract.StudioStage.Stranger;
import dev.maestro.studio.web.Endpoint;
import dev.maestro.studio.workspace.Permission;
import dev.maestro.studio.workspace.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP side of the contract, from outside. */
final class HttpOfTheContractTest {

    private static final String OUTLINE =
            """
            # Greetings
            ## Words
            - Say hello {#hello}
            - Say goodbye {#bye}
            - Say thanks {#thanks}
            """;

    @TempDir static Path directory;
    private static StudioStage stage;
    private static String project;
    private static Registered lead;
    private static String plan;

    @BeforeAll
    static void start() {
        stage = StudioStage.open(directory);
        project = stage.project();
        lead = stage.session(stage.ada, project, "lead");
        plan =
                post("/api/v1/projects/" + project + "/plans", Map.of("outline", OUTLINE))
                        .path("id")
                        .asText();
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    @Test
    void everyPromisedEndpointIsMounted() {
        assertThat(stage.studio().endpoints())
                .extracting(endpoint -> endpoint.verb() + " " + shape(endpoint.path()))
                .contains(
                        "POST /api/v1/auth/redeem",
                        "POST /api/v1/auth/refresh",
                        "POST /api/v1/auth/revoke",
                        "POST /api/v1/agent-sessions",
                        "DELETE /api/v1/agent-sessions/{}",
                        "POST /api/v1/agent-sessions/{}/run",
                        "GET /api/v1/agent-sessions/{}/spawn-queue",
                        "POST /api/v1/agent-sessions/{}/delegate",
                        "POST /api/v1/agent-sessions/{}/team",
                        "POST /api/v1/cli-runs/{}/pause",
                        "POST /api/v1/cli-runs/{}/plan-proposal",
                        "POST /api/v1/cli-runs/{}/subtask",
                        "POST /api/v1/projects/{}/analysis",
                        "GET /api/v1/projects/{}/knowledge",
                        "POST /api/v1/tasks/{}/comments",
                        "POST /api/v1/me/skills",
                        "POST /api/v1/broadcasting/auth",
                        "POST /api/v1/runs/{}/output")
                .doesNotHaveDuplicates();
    }

    @Test
    void everyEndpointNamesARightOfTheMatrixAndAskedByNobodyIsUnauthenticated() {
        Set<String> rights =
                Arrays.stream(Permission.values())
                        .map(right -> right.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(HashSet::new));
        rights.add(Endpoint.SIGNED_IN);
        for (Endpoint endpoint : stage.studio().endpoints()) {
            if (endpoint.permission().equals(Endpoint.ANYBODY)) {
                continue;
            }
            assertThat(rights).contains(endpoint.permission());

            HttpResponse<String> answer =
                    stage.send(
                            endpoint.verb().toString(),
                            endpoint.path().replaceAll("\\{[a-z]+}", UUID.randomUUID().toString()),
                            Optional.empty(),
                            "{}",
                            Map.of());

            assertThat(answer.statusCode()).as(endpoint.path()).isEqualTo(401);
            assertThat(Json.tree(answer.body()).path("type").asText()).isEqualTo("unauthenticated");
        }
    }

    @Test
    void whatComesLaterSaysSo() {
        for (Endpoint endpoint : stage.studio().endpoints()) {
            if (endpoint.feature().available()) {
                continue;
            }
            HttpResponse<String> answer =
                    stage.send(
                            endpoint.verb().toString(),
                            endpoint.path().replaceAll("\\{[a-z]+}", project),
                            Optional.of(stage.ada.bearer()),
                            "{}",
                            Map.of());

            assertThat(answer.statusCode()).as(endpoint.path()).isEqualTo(501);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
            JsonNode problem = Json.tree(answer.body());
            assertThat(problem.path("type").asText()).isEqualTo("not_available_yet");
            assertThat(problem.path("feature").asText()).isEqualTo(endpoint.feature().wireName());
        }
    }

    @Test
    void aListIsReadPageByPage() {
        List<String> titles = new ArrayList<>();
        String path = "/api/v1/plans/" + plan + "/tasks?limit=2";
        JsonNode first = get(path);
        first.path("items").forEach(task -> titles.add(task.path("title").asText()));
        JsonNode second = get(path + "&cursor=" + first.path("next").asText());
        second.path("items").forEach(task -> titles.add(task.path("title").asText()));

        assertThat(titles).containsExactly("Say hello", "Say goodbye", "Say thanks");
        assertThat(second.has("next")).isFalse();
        HttpResponse<String> bad = stage.get(path + "&cursor=nonsense", stage.ada);
        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(Json.tree(bad.body()).path("field").asText()).isEqualTo("cursor");
    }

    @Test
    void whoHasAnAnswerAlreadyGetsNothingUntilItChanges() {
        String path = "/api/v1/plans/" + plan;
        HttpResponse<String> read = stage.get(path, stage.ada);
        String tag = read.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = ifNoneMatch(path, tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(tag);
        assertThat(ifNoneMatch(path, "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void anIdempotencyKeyMakesACommentOnce() {
        String task =
                get("/api/v1/plans/" + plan + "/tasks").path("items").get(0).path("id").asText();
        String path = "/api/v1/tasks/" + task + "/comments";
        Map<String, String> key = Map.of("Idempotency-Key", "once");
        Optional<String> bearer = Optional.of(stage.ada.bearer());

        String first = stage.send("POST", path, bearer, "{\"body\":\"Hello\"}", key).body();
        HttpResponse<String> again = stage.send("POST", path, bearer, "{\"body\":\"Hello\"}", key);

        assertThat(again.body()).isEqualTo(first);
        assertThat(again.headers().firstValue("Idempotent-Replay")).contains("true");
        assertThat(get(path).path("items")).hasSize(1);
    }

    @Test
    void aCommentWithAVerdictOnATaskThatIsNotInReviewSaysNothing() {
        String task =
                get("/api/v1/plans/" + plan + "/tasks").path("items").get(1).path("id").asText();
        String path = "/api/v1/tasks/" + task + "/comments";

        HttpResponse<String> answer =
                stage.post(
                        path,
                        Optional.of(stage.ada.bearer()),
                        Map.of(
                                "body",
                                "Well done",
                                "verdict",
                                Map.of("approved", true, "commit", "0".repeat(40))));

        assertThat(Json.tree(answer.body()).path("type").asText()).isEqualTo("invalid_transition");
        assertThat(Json.tree(answer.body()).path("from").asText()).isEqualTo("draft");
        assertThat(get(path).path("items")).isEmpty();
    }

    @Test
    void theLastOwnerStaysAndNobodyManagesAGreaterRole() {
        String members = "/api/v1/workspaces/" + stage.workspace + "/members/";
        var admin = stage.member(Role.ADMIN);

        HttpResponse<String> lastOwner =
                stage.send(
                        "DELETE",
                        members + stage.ada.user(),
                        Optional.of(stage.ada.bearer()),
                        "",
                        Map.of());
        HttpResponse<String> byAdmin =
                stage.send(
                        "DELETE",
                        members + stage.ada.user(),
                        Optional.of(admin.bearer()),
                        "",
                        Map.of());
        HttpResponse<String> toOwner =
                stage.send(
                        "PUT",
                        members + admin.user(),
                        Optional.of(admin.bearer()),
                        "{\"role\":\"owner\"}",
                        Map.of());

        assertThat(lastOwner.statusCode()).isEqualTo(409);
        assertThat(byAdmin.statusCode()).isEqualTo(403);
        assertThat(toOwner.statusCode()).isEqualTo(403);
    }

    @Test
    void aStrangerFindsNothing() {
        Stranger eve = stage.stranger();
        for (String path :
                List.of(
                        "/api/v1/projects/" + project,
                        "/api/v1/plans/" + plan + "/tasks",
                        "/api/v1/agent-sessions/" + lead.id(),
                        "/api/v1/agent-sessions/" + lead.id() + "/spawn-queue",
                        "/api/v1/workspaces/" + stage.workspace,
                        "/api/v1/workspaces/" + stage.workspace + "/invites")) {
            assertThat(stage.get(path, eve.machine()).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void aClientThatPollsTakesARunPausesItAndAsksForASubtask() {
        String polled = stage.project();
        Registered session = stage.session(stage.ada, polled, "poller");
        String run = "/api/v1/agent-sessions/" + session.id() + "/run";
        Optional<String> bearer = Optional.of(stage.ada.bearer());
        assertThat(stage.post(run, bearer, Map.of()).statusCode()).isEqualTo(204);
        String active =
                post("/api/v1/projects/" + polled + "/plans", Map.of("outline", OUTLINE))
                        .path("id")
                        .asText();
        post("/api/v1/plans/" + active + "/activate", Map.of());

        JsonNode packet =
                Json.tree(
                        eventually(
                                        () -> stage.post(run, bearer, Map.of()),
                                        answer -> answer.statusCode() == 200)
                                .body());

        assertThat(packet.path("task").path("title").asText()).isEqualTo("Say hello");
        String cliRun = "/api/v1/cli-runs/" + packet.path("run").asText();
        long fence = packet.path("fence").asLong();
        assertThat(
                        stage.post(
                                        cliRun + "/subtask",
                                        bearer,
                                        Map.of(
                                                "fence",
                                                fence,
                                                "subtask",
                                                Map.of("title", "Say please")))
                                .statusCode())
                .isEqualTo(204);
        HttpResponse<String> stale = stage.post(cliRun + "/pause", bearer, pause(fence + 1));
        assertThat(Json.tree(stale.body()).path("type").asText()).isEqualTo("lease_lost");
        assertThat(stage.post(cliRun + "/pause", bearer, pause(fence)).statusCode()).isEqualTo(204);
        assertThat(get("/api/v1/runs/" + packet.path("run").asText()).path("state").asText())
                .isEqualTo("paused");
        assertThat(
                        get("/api/v1/projects/" + polled + "/events?limit=1000")
                                .path("items")
                                .findValuesAsText("type"))
                .contains("session.online", "session.busy", "session.limited", "session.idle");
        assertThat(
                        get("/api/v1/agent-sessions/" + session.id() + "/spawn-queue")
                                .path("items")
                                .isArray())
                .isTrue();
    }

    private static Map<String, Object> pause(long fence) {
        return Map.of(
                "fence",
                fence,
                "reason",
                "provider_usage_limit",
                "resume_at",
                "2036-01-01T00:00:00Z");
    }

    private static HttpResponse<String> ifNoneMatch(String path, String tag) {
        return stage.send(
                "GET", path, Optional.of(stage.ada.bearer()), "", Map.of("If-None-Match", tag));
    }

    private static JsonNode get(String path) {
        return StudioStage.json(stage.get(path, stage.ada));
    }

    private static JsonNode post(String path, Object body) {
        return StudioStage.json(stage.post(path, Optional.of(stage.ada.bearer()), body));
    }

    private static String shape(String path) {
        return path.replaceAll("\\{[a-z]+}", "{}");
    }
}

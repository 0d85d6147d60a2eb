package dev.maestro.studio.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.git.Git;
import dev.maestro.protocol.json.Json;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.workspace.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiTest {

    @TempDir static Path directory;
    private static PageStage stage;
    private static JsonNode project;
    private static String plan;

    @BeforeAll
    static void setTheStage() {
        stage = PageStage.open(directory);
        project =
                post("/api/v1/projects", Map.of("name", "Shop", "remote_url", stage.remote()), 201);
        plan = plan(SampleWork.OUTLINE);
        post("/api/v1/plans/" + plan + "/activate", Map.of(), 200);
        stage.tenancy()
                .database()
                .inTransactionDo(tx -> SampleWork.fill(tx, UUID.fromString(plan)));
    }

    @AfterAll
    static void leave() {
        stage.close();
    }

    @Test
    void aNewProjectTellsWhatWasFoundOut() {
        assertThat(project.path("base_branch").asText()).isEqualTo("main");
        assertThat(project.path("slug").asText()).isEqualTo("shop");
        assertThat(project.path("check_timeout_seconds").asInt()).isEqualTo(600);
        assertThat(project.path("role").asText()).isEqualTo("owner");
    }

    @Test
    void aProjectIsFoundByItsIdItsSlugAndItsRemote() {
        String id = project.path("id").asText();
        String key = project.path("remote_key").asText();

        assertThat(get("/api/v1/projects/" + id)).isEqualTo(get("/api/v1/projects/shop"));
        assertThat(get("/api/v1/projects?remote_key=" + key).path("items")).hasSize(1);
        assertThat(get("/api/v1/projects?remote_key=github:no/one").path("items")).isEmpty();
    }

    @Test
    void aProjectIsChangedAndWhatIsLeftOutStaysAsItIs() {
        JsonNode changed = put("/api/v1/projects/shop", Map.of("check_command", "make test"));
        assertThat(changed.path("check_command").asText()).isEqualTo("make test");
        assertThat(changed.path("base_branch").asText()).isEqualTo("main");

        JsonNode emptied = put("/api/v1/projects/shop", Map.of("check_command", ""));
        assertThat(emptied.hasNonNull("check_command")).isFalse();
        assertThat(emptied.path("name").asText()).isEqualTo("Shop");
    }

    @Test
    void aRemoteThatIsNoRepositoryIsRefusedByName() {
        JsonNode problem =
                post(
                        "/api/v1/projects",
                        Map.of("name", "Ghost", "remote_url", "/nowhere/at.git"),
                        422);

        assertThat(problem.path("type").asText()).isEqualTo("invalid_params");
        assertThat(problem.path("detail").asText()).contains("/nowhere/at.git");
    }

    @Test
    void aPlanTellsItsPhasesTasksMergesAndRelease() {
        JsonNode whole = get("/api/v1/plans/" + plan);

        assertThat(whole.path("state").asText()).isEqualTo("active");
        assertThat(whole.path("epic_branch").asText()).startsWith("epic/search-in-the-shop-");
        assertThat(whole.path("phases")).hasSize(2);
        JsonNode task = whole.at("/phases/1/tasks/0");
        assertThat(task.path("slug").asText()).isEqualTo("page");
        assertThat(task.path("status").asText()).isEqualTo("blocked");
        assertThat(task.at("/depends_on/0/done").asBoolean()).isTrue();
        assertThat(whole.at("/merges/0/state").asText()).isEqualTo("landed");
        assertThat(whole.at("/release/state").asText()).isEqualTo("conflicted");
        assertThat(whole.at("/progress/done").asInt()).isEqualTo(1);
    }

    @Test
    void anOutlineWithMistakesIsRefusedWithEachPlace() {
        JsonNode problem =
                post(
                        "/api/v1/projects/shop/plans",
                        Map.of(
                                "outline",
                                "# T\n\n## P\n\n- A {#a}\n  after: b\n  skills: java:wizard\n"),
                        422);

        assertThat(problem.path("errors")).hasSize(2);
        assertThat(problem.at("/errors/0/line").asInt()).isEqualTo(6);
        assertThat(problem.at("/errors/0/message").asText()).contains("b");
    }

    @Test
    void aDraftIsReplacedAndCancelled() {
        String draft = plan("# Draft\n\n## One\n\n- A\n");

        HttpResponse<String> put =
                stage.call(
                        "PUT",
                        "/api/v1/plans/" + draft,
                        Json.write(Map.of("outline", "# Other\n\n## One\n\n- A\n- B\n")));

        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(Json.tree(put.body()).path("title").asText()).isEqualTo("Other");
        assertThat(post("/api/v1/plans/" + draft + "/cancel", Map.of(), 200).path("state").asText())
                .isEqualTo("cancelled");
        assertThat(post("/api/v1/plans/" + draft + "/resume", Map.of(), 409).path("type").asText())
                .isEqualTo("invalid_transition");
    }

    @Test
    void aPlanIsPausedAndResumed() {
        String other = plan("# Other\n\n## One\n\n- A\n");
        for (String[] step :
                new String[][] {
                    {"activate", "active"}, {"pause", "paused"}, {"resume", "active"}
                }) {
            assertThat(
                            post("/api/v1/plans/" + other + "/" + step[0], Map.of(), 200)
                                    .path("state")
                                    .asText())
                    .isEqualTo(step[1]);
        }
    }

    @Test
    void aTaskTellsItsHistoryAndWhyItDoesNotRun() {
        JsonNode done = get("/api/v1/tasks/" + task("index"));
        JsonNode waiting = get("/api/v1/tasks/" + task("page"));

        assertThat(done.path("runs")).hasSize(3);
        assertThat(done.at("/verdicts/1/findings")).hasSize(2);
        assertThat(done.path("criteria")).hasSize(2);
        assertThat(done.at("/dependents/0/slug").isMissingNode()).isTrue();
        assertThat(waiting.at("/why_not/0/code").asText()).isEqualTo("no_session_online");
        assertThat(waiting.path("depends_on")).hasSize(2);
    }

    @Test
    void aTaskIsHeldLetGoRetriedAndCancelled() {
        String task = "/api/v1/tasks/" + task("suggest");

        assertThat(post(task + "/hold", Map.of(), 200).path("held").asBoolean()).isTrue();
        assertThat(post(task + "/unhold", Map.of(), 200).path("held").asBoolean()).isFalse();
        assertThat(post(task + "/retry", Map.of(), 409).path("type").asText())
                .isEqualTo("invalid_transition");
        assertThat(post(task + "/cancel", Map.of(), 200).path("state").asText())
                .isEqualTo("cancelled");
        assertThat(
                        post("/api/v1/tasks/" + task("synonyms") + "/retry", Map.of(), 200)
                                .path("state")
                                .asText())
                .isEqualTo("draft");
    }

    @Test
    void aCommentIsAnsweredAsItIsKept() {
        JsonNode comment =
                post("/api/v1/tasks/" + task("tell") + "/comments", Map.of("body", "Soon."), 201);

        assertThat(comment.path("body").asText()).isEqualTo("Soon.");
        assertThat(comment.path("author").asText()).isEqualTo("Ada Lovelace");
        assertThat(get("/api/v1/tasks/" + task("tell")).at("/comments/0")).isEqualTo(comment);
    }

    @Test
    void aCommentThatIsRefusedHasNotJudged() {
        String reviewed = plan("# Reviewed\n\n## One\n\n- A\n");
        post("/api/v1/plans/" + reviewed + "/activate", Map.of(), 200);
        String commit = Git.at(Path.of(stage.remote())).run("rev-parse", "main").line();
        stage.tenancy()
                .database()
                .inTransactionDo(tx ->
                        tx.sql()
                                .createUpdate(
                                        "update task set state = 'IN_REVIEW', head_commit = :commit where plan_id = :plan")
                                .bind("commit", commit)
                                .bind("plan", UUID.fromString(reviewed))
                                .execute());
        String task =
                "/api/v1/tasks/"
                        + get("/api/v1/plans/" + reviewed).at("/phases/0/tasks/0/id").asText();

        post(
                task + "/comments",
                Map.of(
                        "body",
                        "x".repeat(20_001),
                        "verdict",
                        Map.of("approved", true, "commit", commit)),
                413);

        assertThat(get(task).path("state").asText()).isEqualTo("in_review");
        assertThat(get(task).path("verdicts")).isEmpty();
    }

    @Test
    void commentsAreReadInPartsHoweverManyThereAre() {
        UUID id = UUID.fromString(task("page"));
        String task = "/api/v1/tasks/" + id;
        stage.tenancy()
                .database()
                .inTransactionDo(tx ->
                        tx.sql()
                                .createUpdate(
                                        """
                                        insert into comment (id, task_id, author, kind, body, created_at)
                                        select gen_random_uuid(), :task, 'Ada', 'COMMENT', 'number ' || n,
                                               now() + (n / 3) * interval '1 second'
                                          from generate_series(1, 700) n
                                        """)
                                .bind("task", id)
                                .execute());
        Set<String> seen = new HashSet<>();
        int pages = 0;
        String cursor = "";
        do {
            JsonNode page = get(task + "/comments?limit=200" + cursor);
            page.path("items").forEach(each -> seen.add(each.path("body").asText()));
            cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
            pages++;
        } while (!cursor.isEmpty());

        assertThat(pages).isEqualTo(4);
        assertThat(seen).hasSizeGreaterThanOrEqualTo(700).contains("number 1", "number 700");
        assertThat(problem(task + "/comments?cursor=MDp4").path("type").asText())
                .isEqualTo("invalid_params");
    }

    @Test
    void runsAreReadInParts() {
        String runs = "/api/v1/tasks/" + task("index") + "/runs";

        JsonNode first = get(runs + "?limit=2");
        JsonNode rest = get(runs + "?limit=2&cursor=" + first.path("next").asText());

        assertThat(first.path("items")).hasSize(2);
        assertThat(rest.path("items")).hasSize(1);
        assertThat(rest.has("next")).isFalse();
        assertThat(first.path("items").findValuesAsText("id"))
                .doesNotContainAnyElementsOf(rest.path("items").findValuesAsText("id"));
    }

    @Test
    void aVerdictOnATaskThatIsNotInReviewIsRefused() {
        JsonNode problem =
                post(
                        "/api/v1/tasks/" + task("tell") + "/verdict",
                        Map.of("approved", true, "commit", "a".repeat(40)),
                        409);

        assertThat(problem.path("type").asText()).isEqualTo("invalid_transition");
    }

    @Test
    void aRunIsReadSteeredAndCancelled() {
        String run =
                "/api/v1/runs/" + get("/api/v1/tasks/" + task("tokens")).at("/runs/0/id").asText();

        assertThat(get(run).path("steps")).hasSize(2);
        assertThat(
                        post(run + "/steer", Map.of("text", "Faster."), 200)
                                .at("/directives/0/text")
                                .asText())
                .isEqualTo("Faster.");
        assertThat(post(run + "/cancel", Map.of(), 200).path("state").asText())
                .isEqualTo("cancelled");
        assertThat(stage.post()).hasSize(2);
    }

    @Test
    void eventsAreReadFromANumberOn() {
        JsonNode all = get("/api/v1/projects/shop/events").path("items");

        JsonNode later = get("/api/v1/projects/shop/events?after=2&limit=3").path("items");

        assertThat(all.at("/0/type").asText()).isEqualTo("plan.created");
        assertThat(later.findValuesAsText("seq")).containsExactly("3", "4", "5");
        assertThat(problem("/api/v1/projects/shop/events?after=x").path("type").asText())
                .isEqualTo("invalid_params");
    }

    @Test
    void sessionsAreListedWithWhatTheyHold() {
        JsonNode sessions = get("/api/v1/projects/shop/sessions").path("items");

        assertThat(sessions.findValuesAsText("name")).containsExactly("ada", "grace", "old-laptop");
        assertThat(sessions.at("/0/skills/0").asText()).isEqualTo("java 4");
    }

    @Test
    void aStrangerLearnsNothing() {
        UserId eve = stage.tenancy().stranger().user().id();
        for (String path :
                List.of(
                        "/api/v1/projects/shop",
                        "/api/v1/projects/shop/events",
                        "/api/v1/projects/shop/sessions",
                        "/api/v1/plans/" + plan,
                        "/api/v1/tasks/" + task("tell"))) {
            assertThat(stage.call(eve, "GET", path, "").statusCode()).as(path).isEqualTo(404);
        }
        for (String path :
                List.of(
                        "/api/v1/plans/" + plan + "/pause",
                        "/api/v1/plans/" + plan + "/retry-release",
                        "/api/v1/tasks/" + task("tell") + "/cancel")) {
            assertThat(stage.call(eve, "POST", path, "{}").statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void aViewerMayReadAndNotAct() {
        UserId bob =
                stage.tenancy()
                        .member(
                                stage.owner().user().id(),
                                stage.owner().workspace().id(),
                                Role.VIEWER);

        assertThat(stage.call(bob, "GET", "/api/v1/plans/" + plan, "").statusCode()).isEqualTo(200);
        assertThat(stage.call(bob, "POST", "/api/v1/plans/" + plan + "/pause", "{}").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aMissingFieldIsRefusedByItsName() {
        assertThat(post("/api/v1/projects", Map.of("name", "Shop"), 422).path("field").asText())
                .isEqualTo("remote_url");
    }

    private static String plan(String outline) {
        return post("/api/v1/projects/shop/plans", Map.of("outline", outline), 201)
                .path("id")
                .asText();
    }

    private static String task(String slug) {
        for (JsonNode phase : get("/api/v1/plans/" + plan).path("phases")) {
            for (JsonNode task : phase.path("tasks")) {
                if (task.path("slug").asText().equals(slug)) {
                    return task.path("id").asText();
                }
            }
        }
        throw new AssertionError("no task " + slug);
    }

    private static JsonNode get(String path) {
        HttpResponse<String> answer = stage.call("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.tree(answer.body());
    }

    private static JsonNode put(String path, Map<String, ?> body) {
        HttpResponse<String> answer = stage.call("PUT", path, Json.write(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.tree(answer.body());
    }

    private static JsonNode problem(String path) {
        return Json.tree(stage.call("GET", path, "").body());
    }

    private static JsonNode post(String path, Map<String, ?> body, int status) {
        HttpResponse<String> answer = stage.call("POST", path, Json.write(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.tree(answer.body());
    }
}

package dev.maestro.studio.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.work.Delivery;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.run.RunId;
import dev.maestro.studio.workspace.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people say to agents that are at work, and answer them. */
class SteeringTest {

    private static final List<String> YES_OR_NO = List.of("allow", "deny");

    @TempDir Path directory;
    private PageStage stage;
    private String plan;
    private RunId run;
    private String session;

    @BeforeEach
    void setTheStage() {
        stage = PageStage.open(directory);
        said("POST", "/api/v1/projects", Map.of("name", "Shop", "remote_url", stage.remote()), 201);
        plan =
                said(
                                "POST",
                                "/api/v1/projects/shop/plans",
                                Map.of("outline", SampleWork.OUTLINE),
                                201)
                        .path("id")
                        .asText();
        said("POST", "/api/v1/plans/" + plan + "/activate", Map.of(), 200);
        stage.tenancy()
                .database()
                .inTransactionDo(tx -> SampleWork.fill(tx, UUID.fromString(plan)));
        run = liveRun();
        session = read().path("session_id").asText();
    }

    @AfterEach
    void leave() {
        stage.close();
    }

    @Test
    void aDirectiveToAPlanASessionOrARunReachesTheAgentsAtWorkAndStandsUntilItIsCleared() {
        String toPlan = given(Map.of("plan", plan, "text", "Mind the budget."));
        given(Map.of("session", session, "text", "Write tests first."));
        given(Map.of("run", run.toString(), "text", "Faster."));

        assertThat(stage.post())
                .containsExactly(
                        "steer " + run + ": Mind the budget.",
                        "steer " + run + ": Write tests first.",
                        "steer " + run + ": Faster.");
        assertThat(standing()).containsExactly("Mind the budget.", "Write tests first.", "Faster.");

        assertThat(status("DELETE", "/api/v1/directives/" + toPlan, stage.owner().user().id()))
                .isEqualTo(204);
        assertThat(standing()).containsExactly("Write tests first.", "Faster.");
        assertThat(status("DELETE", "/api/v1/directives/" + toPlan, stage.owner().user().id()))
                .isEqualTo(404);
    }

    @Test
    void theRunTellsWhenItsAgentHearsOfADirective() {
        String directive = given(Map.of("run", run.toString(), "text", "Faster."));
        stage.hears(run, UUID.fromString(directive), Delivery.NEXT_TURN);
        stage.hears(run, UUID.fromString(directive), Delivery.NEXT_TURN);

        assertThat(read().at("/directives/0/delivery").asText()).isEqualTo("next_turn");
        assertThat(events()).containsOnlyOnce("directive.delivered");
    }

    @Test
    void aSessionThatComesBackIsToldWhatItHasNotHeard() {
        String heard = given(Map.of("run", run.toString(), "text", "Heard."));
        given(Map.of("run", run.toString(), "text", "Missed."));
        stage.hears(run, UUID.fromString(heard), Delivery.NOW);
        UUID question = stage.asks(run, "May I delete the cache?", YES_OR_NO);
        answer(question, "allow", 200);

        stage.comesBack(run);

        assertThat(stage.post())
                .containsSubsequence(
                        "answer " + run + ": allow",
                        "steer " + run + ": Missed.",
                        "answer " + run + ": allow")
                .containsOnlyOnce("steer " + run + ": Heard.");
    }

    @Test
    void aQuestionIsAnsweredOnceWithWhatWasOffered() {
        UUID question = stage.asks(run, "May I delete the cache?", YES_OR_NO);

        assertThat(read().at("/questions/0/text").asText()).isEqualTo("May I delete the cache?");
        assertThat(answer(question, "perhaps", 422).path("field").asText()).isEqualTo("answer");
        assertThat(answer(question, "deny", 200).at("/questions/0/answer").asText())
                .isEqualTo("deny");
        assertThat(answer(question, "allow", 409).path("type").asText()).isEqualTo("conflict");
        assertThat(stage.post()).containsExactly("answer " + run + ": deny");
        assertThat(events()).contains("question.asked", "question.answered");
    }

    @Test
    void whatAPersonAnsweredAtTheMachineIsAnswered() {
        UUID question = stage.asks(run, "May I delete the cache?", YES_OR_NO);

        stage.answersThere(run, question, "allow");

        assertThat(read().at("/questions/0/answer").asText()).isEqualTo("allow");
        assertThat(answer(question, "deny", 409).path("type").asText()).isEqualTo("conflict");
        assertThat(stage.post()).isEmpty();
    }

    @Test
    void nobodyAnswersAnAgentThatHasEnded() {
        UUID question = stage.asks(run, "May I?", YES_OR_NO);
        said("POST", "/api/v1/runs/" + run + "/cancel", Map.of(), 200);

        assertThat(answer(question, "allow", 409).path("type").asText()).isEqualTo("conflict");
    }

    @Test
    void whomADirectiveIsSaidToIsNamedOnce() {
        JsonNode nobody = said("POST", "/api/v1/directives", Map.of("text", "Hm."), 422);
        JsonNode two =
                said(
                        "POST",
                        "/api/v1/directives",
                        Map.of("text", "Hm.", "plan", plan, "run", run.toString()),
                        422);

        assertThat(List.of(nobody.path("field").asText(), two.path("field").asText()))
                .containsOnly("run");
    }

    @Test
    void aStrangerSteersAnswersAndReadsNothingAndAViewerOnlyReads() {
        String directive = given(Map.of("run", run.toString(), "text", "Faster."));
        UUID question = stage.asks(run, "May I?", YES_OR_NO);
        UserId eve = stage.tenancy().stranger().user().id();
        UserId bob =
                stage.tenancy()
                        .member(
                                stage.owner().user().id(),
                                stage.owner().workspace().id(),
                                Role.VIEWER);
        String answer = "/api/v1/runs/" + run + "/questions/" + question + "/answer";
        String give = Json.write(Map.of("run", run.toString(), "text", "Stop."));

        assertThat(status("GET", "/api/v1/projects/shop/directives", eve)).isEqualTo(404);
        assertThat(status("GET", "/api/v1/projects/shop/directives", bob)).isEqualTo(200);
        assertThat(status("DELETE", "/api/v1/directives/" + directive, eve)).isEqualTo(404);
        assertThat(status("DELETE", "/api/v1/directives/" + directive, bob)).isEqualTo(403);
        assertThat(stage.call(eve, "POST", "/api/v1/directives", give).statusCode()).isEqualTo(404);
        assertThat(stage.call(bob, "POST", "/api/v1/directives", give).statusCode()).isEqualTo(403);
        assertThat(stage.call(eve, "POST", answer, "{\"answer\":\"allow\"}").statusCode())
                .isEqualTo(404);
        assertThat(stage.call(bob, "POST", answer, "{\"answer\":\"allow\"}").statusCode())
                .isEqualTo(403);
        assertThat(standing()).containsExactly("Faster.");
    }

    private RunId liveRun() {
        for (JsonNode phase : said("GET", "/api/v1/plans/" + plan, Map.of(), 200).path("phases")) {
            for (JsonNode task : phase.path("tasks")) {
                if (task.path("slug").asText().equals("tokens")) {
                    String path = "/api/v1/tasks/" + task.path("id").asText();
                    return RunId.parse(said("GET", path, Map.of(), 200).at("/runs/0/id").asText());
                }
            }
        }
        throw new AssertionError("no live run");
    }

    private JsonNode read() {
        return said("GET", "/api/v1/runs/" + run, Map.of(), 200);
    }

    private List<String> standing() {
        return said("GET", "/api/v1/projects/shop/directives", Map.of(), 200)
                .path("items")
                .findValuesAsText("text");
    }

    private List<String> events() {
        return said("GET", "/api/v1/projects/shop/events", Map.of(), 200)
                .path("items")
                .findValuesAsText("type");
    }

    private String given(Map<String, ?> directive) {
        return said("POST", "/api/v1/directives", directive, 201).path("id").asText();
    }

    private JsonNode answer(UUID question, String answer, int status) {
        return said(
                "POST",
                "/api/v1/runs/" + run + "/questions/" + question + "/answer",
                Map.of("answer", answer),
                status);
    }

    private int status(String method, String path, UserId user) {
        return stage.call(user, method, path, "").statusCode();
    }

    private JsonNode said(String method, String path, Map<String, ?> body, int status) {
        HttpResponse<String> answer =
                stage.call(method, path, method.equals("GET") ? "" : Json.write(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.tree(answer.body());
    }
}

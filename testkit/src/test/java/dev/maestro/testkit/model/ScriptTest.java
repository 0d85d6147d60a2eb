package dev.maestro.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ScriptTest {

    @Test
    void hasOtherStepsForAnotherPrompt() throws Exception {
        Script script =
                Script.of(Step.say("from the beginning"))
                        .when("(?i)continue", Step.say("where we were"));
        try (ModelServer model = ModelServer.start(script)) {
            assertThat(said(model, "begin")).isEqualTo("from the beginning");
            assertThat(said(model, "Continue.")).isEqualTo("where we were");
        }
    }

    @Test
    void comesToAnEndWhenTheProgramAsksOn() throws Exception {
        try (ModelServer model = ModelServer.start(Script.of())) {
            assertThat(said(model, "begin")).isEqualTo("That is all.");
        }
    }

    @Test
    void takesAProgramsWishToGoOnForNoNewPrompt() throws Exception {
        Script script = Script.of(Step.say("from the beginning"), Step.say("where it was"));
        try (ModelServer model = ModelServer.start(script)) {
            JsonNode answer =
                    asking(model)
                            .answer(
                                    """
                                    {"messages": [
                                      {"role": "user", "content": "begin"},
                                      {"role": "user", "content": [{"type": "tool_result", "content": "done"}]},
                                      {"role": "assistant", "content": "whe"},
                                      {"role": "user", "content": "Output token limit hit. Resume directly"}]}
                                    """);

            assertThat(answer.at("/content/0/text").asText()).isEqualTo("where it was");
            assertThat(model.requests().getFirst().prompt()).isEqualTo("begin");
        }
    }

    @Test
    void saysWhichToolIsMissing() throws Exception {
        Script script = Script.of(Step.say("").run("make"));
        try (ModelServer model = ModelServer.start(script)) {
            assertThat(said(model, "begin")).contains("no tool fits", "make", "[Eat]");
        }
    }

    @Test
    void callsAToolByItsNameWithExactlyThatInput() throws Exception {
        Script script = Script.of(Step.say("").call("Eat", Json.object("what", "an apple")));
        try (ModelServer model = ModelServer.start(script)) {
            JsonNode call = ask(model, "begin").at("/content/0");

            assertThat(call.path("name").asText()).isEqualTo("Eat");
            assertThat(call.path("input")).isEqualTo(Json.object("what", "an apple"));
        }
    }

    @Test
    void answersWhenTheGateIsOpen() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (ModelServer model = ModelServer.start(Script.of(Step.say("now").behind(gate)))) {
            CompletableFuture<HttpResponse<String>> answer =
                    CompletableFuture.supplyAsync(() -> asked(model));
            model.awaitRequest(request -> request.prompt().equals("begin"));

            assertThat(answer).isNotDone();
            gate.countDown();

            assertThat(answer.get().body()).contains("now");
        }
    }

    private static HttpResponse<String> asked(ModelServer model) {
        try {
            return asking(model).ask(body("begin"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String said(ModelServer model, String prompt) throws Exception {
        return ask(model, prompt).at("/content/0/text").asText();
    }

    private static JsonNode ask(ModelServer model, String prompt) throws Exception {
        return asking(model).answer(body(prompt));
    }

    private static Asking asking(ModelServer model) {
        return new Asking(model, "/v1/messages");
    }

    private static String body(String prompt) {
        return """
        {"messages": [{"role": "user", "content": "%s"}],
         "tools": [{"name": "Eat", "input_schema": {}}]}
        """
                .formatted(prompt);
    }
}

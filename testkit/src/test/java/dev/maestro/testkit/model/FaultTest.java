package dev.maestro.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaultTest {

    private static final String JSON = "{\"phases\": [{\"title\": \"one\"}, {\"title\": \"two\"}]}";
    private static final Script SCRIPT = Script.of(Step.say(JSON));

    @Test
    void strikesAsOftenAsItIsToldAndAfterWhatItSpares() throws Exception {
        Fault fault = Fault.rateLimited(Duration.ofSeconds(7)).skip(1).times(2);
        try (ModelServer model = ModelServer.start(SCRIPT.failing(fault))) {
            List<Integer> statuses =
                    List.of(status(model), status(model), status(model), status(model));

            assertThat(statuses).containsExactly(200, 429, 429, 200);
            assertThat(model.requests()).hasSize(4);
        }
    }

    @Test
    void strikesOnlyAtItsStep() throws Exception {
        try (ModelServer model = ModelServer.start(SCRIPT.failing(Fault.overloaded().atStep(1)))) {
            assertThat(status(model)).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/messages, 401, 529",
        "/v1/responses, 401, 503",
        "/v1/chat/completions, 401, 503",
        "/v1beta/models/m:generateContent, 400, 503"
    })
    void eachWireHasItsOwnWordForABadKeyAndForOverload(String path, int badKey, int overloaded)
            throws Exception {
        Script script = SCRIPT.failing(Fault.badKey().once()).failing(Fault.overloaded());
        try (ModelServer model = ModelServer.start(script)) {
            Asking asking = new Asking(model, path);

            assertThat(asking.ask("{}").statusCode()).isEqualTo(badKey);
            assertThat(asking.ask("{}").statusCode()).isEqualTo(overloaded);
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void cutsTheConnectionInTheMiddleOfAnAnswer(boolean streamed) {
        try (ModelServer model = ModelServer.start(SCRIPT.failing(Fault.cut()))) {
            assertThatThrownBy(() -> asking(model).ask("{\"stream\": %s}".formatted(streamed)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void endsTheConnectionAfterASilence() {
        Script silent = SCRIPT.failing(Fault.silent(Duration.ofMillis(1)));
        try (ModelServer model = ModelServer.start(silent)) {
            assertThatThrownBy(() -> asking(model).ask("{}")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void speaksAsSomethingThatIsNoModel() throws Exception {
        try (ModelServer model = ModelServer.start(SCRIPT.failing(Fault.garbage()))) {
            assertThat(asking(model).answer("{}").isMissingNode()).isTrue();
        }
    }

    @Test
    void saysHalfWhenTheTokensAreSpent() throws Exception {
        try (ModelServer model = ModelServer.start(SCRIPT.failing(Fault.truncated()))) {
            JsonNode answer = asking(model).answer("{}");

            assertThat(answer.path("stop_reason").asText()).isEqualTo("max_tokens");
            assertThat(JSON).startsWith(answer.at("/content/0/text").asText());
        }
    }

    @Test
    void forgetsTheEndOfAText() throws Exception {
        try (ModelServer model = ModelServer.start(SCRIPT.failing(Fault.unfinished()))) {
            JsonNode answer = asking(model).answer("{}");

            assertThat(answer.path("stop_reason").asText()).isEqualTo("end_turn");
            assertThat(Json.parse(answer.at("/content/0/text").asText()).isMissingNode()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/messages, /stop_reason, refusal",
        "/v1/responses, /output/0/content/0/type, refusal",
        "/v1/chat/completions, /choices/0/message/refusal, I cannot help with that.",
        "/v1beta/models/m:generateContent, /candidates/0/finishReason, SAFETY"
    })
    void declinesInTheVendorsShape(String path, String pointer, String said) throws Exception {
        try (ModelServer model = ModelServer.start(SCRIPT.failing(Fault.declined()))) {
            assertThat(new Asking(model, path).answer("{}").at(pointer).asText()).isEqualTo(said);
        }
    }

    private static Asking asking(ModelServer model) {
        return new Asking(model, "/v1/messages");
    }

    private static int status(ModelServer model) throws Exception {
        return asking(model).ask("{}").statusCode();
    }
}

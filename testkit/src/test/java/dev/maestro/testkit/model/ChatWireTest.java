package dev.maestro.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ChatWireTest {

    private static final String TOOLS =
            """
            , "tools": [{"type": "function", "function": {"name": "write",
                "parameters": {"properties": {"filePath": {}, "content": {}}}}}]
            """;
    private static final Script SCRIPT =
            Script.of(Step.say("I write it.").write("/a.txt", "hi\n").costing(new Usage(9, 4, 3)));

    @Test
    void streamsTextAToolAndTheUsage() throws Exception {
        try (ModelServer model = ModelServer.start(SCRIPT)) {
            List<JsonNode> events = asking(model).events(body(true, TOOLS));

            assertThat(joined(events, "/choices/0/delta/content")).isEqualTo("I write it.");
            assertThat(joined(events, "/choices/0/delta/tool_calls/0/function/name"))
                    .isEqualTo("write");
            assertThat(joined(events, "/choices/0/delta/tool_calls/0/function/arguments"))
                    .isEqualTo("{\"filePath\":\"/a.txt\",\"content\":\"hi\\n\"}");
            assertThat(joined(events, "/choices/0/finish_reason")).contains("tool_calls");
            assertThat(events.getLast().at("/usage/prompt_tokens").asInt()).isEqualTo(9);
        }
    }

    @Test
    void answersAQuestionInPassingWithoutAStep() throws Exception {
        try (ModelServer model = ModelServer.start(SCRIPT)) {
            JsonNode answer = asking(model).answer(body(false, ""));

            assertThat(answer.at("/choices/0/message/content").asText()).isNotEmpty();
            assertThat(model.requests()).isEmpty();
            assertThat(model.questionsInPassing()).hasSize(1);
        }
    }

    @Test
    void answersAScriptOfWordsAlsoToAProgramWithoutTools() throws Exception {
        try (ModelServer model = ModelServer.start(Script.of(Step.say("{\"a\": 1}")))) {
            JsonNode answer = asking(model).answer(body(false, ""));

            assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("{\"a\": 1}");
            assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        }
    }

    @Test
    void saysThatTheQuotaIsSpent() throws Exception {
        Script spent = SCRIPT.failing(Fault.usageLimited(Duration.ofMinutes(3)));
        try (ModelServer model = ModelServer.start(spent)) {
            HttpResponse<String> refused = asking(model).ask(body(true, TOOLS));

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("retry-after")).contains("180");
            assertThat(Json.parse(refused.body()).at("/error/code").asText())
                    .isEqualTo("insufficient_quota");
        }
    }

    private static Asking asking(ModelServer model) {
        return new Asking(model, "/v1/chat/completions");
    }

    private static String body(boolean streamed, String more) {
        return """
        {"model": "m", "stream": %s, "messages": [
          {"role": "system", "content": "be good"}, {"role": "user", "content": "do it"}]%s}
        """
                .formatted(streamed, more);
    }

    private static String joined(List<JsonNode> events, String pointer) {
        return events.stream().map(it -> it.at(pointer).asText()).collect(Collectors.joining());
    }
}

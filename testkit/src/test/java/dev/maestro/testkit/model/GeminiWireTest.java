package dev.maestro.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class GeminiWireTest {

    private static final String ASKED =
            """
            {"systemInstruction": {"parts": [{"text": "be good"}]},
             "contents": [
               {"role": "user", "parts": [
                 {"text": "<session_context>Workspace Directories:\\n  - /the/repo</session_context>"}]},
               {"role": "user", "parts": [{"text": "do it"}]},
               {"role": "model", "parts": [{"functionCall": {"name": "read_file", "args": {}}}]},
               {"role": "user", "parts": [
                 {"functionResponse": {"name": "read_file", "response": {"output": "nothing"}}}]}],
             "tools": [{"functionDeclarations": [
               {"name": "write_file", "parametersJsonSchema":
                 {"properties": {"file_path": {}, "content": {}}}}]}]}
            """;
    private static final Script SCRIPT =
            Script.of(
                    Step.say("I look.").read("a.txt"),
                    Step.say("I write it.").write("a.txt", "hi\n").costing(new Usage(9, 4, 3)));

    @Test
    void streamsTextAndAFunctionCall() throws Exception {
        try (ModelServer model = ModelServer.start(SCRIPT)) {
            List<JsonNode> events = asking(model, ":streamGenerateContent?alt=sse").events(ASKED);

            String part = "/candidates/0/content/parts/0";
            assertThat(joined(events, part + "/text")).isEqualTo("I write it.");
            assertThat(joined(events, part + "/functionCall/args/file_path"))
                    .isEqualTo("/the/repo/a.txt");
            assertThat(events.getLast().at("/candidates/0/finishReason").asText())
                    .isEqualTo("STOP");
            assertThat(events.getLast().at("/usageMetadata/promptTokenCount").asInt()).isEqualTo(9);
        }
    }

    @Test
    void answersWhole() throws Exception {
        try (ModelServer model = ModelServer.start(SCRIPT)) {
            JsonNode answer = asking(model, ":generateContent").answer(ASKED);

            assertThat(answer.at("/candidates/0/content/parts")).hasSize(2);
            assertThat(model.requests())
                    .singleElement()
                    .returns("gemini-x", ModelRequest::model)
                    .returns("be good", ModelRequest::system)
                    .returns("do it", ModelRequest::prompt)
                    .returns(1, ModelRequest::step);
        }
    }

    @Test
    void saysThatTheQuotaOfTheDayIsSpent() throws Exception {
        Script spent = SCRIPT.failing(Fault.usageLimited(Duration.ofHours(2)));
        try (ModelServer model = ModelServer.start(spent)) {
            HttpResponse<String> refused =
                    asking(model, ":streamGenerateContent?alt=sse").ask(ASKED);

            assertThat(refused.statusCode()).isEqualTo(429);
            JsonNode details = Json.parse(refused.body()).at("/error/details");
            assertThat(details.at("/0/violations/0/quotaId").asText()).contains("PerDay");
            assertThat(details.at("/1/retryDelay").asText()).isEqualTo("7200s");
        }
    }

    private static Asking asking(ModelServer model, String method) {
        return new Asking(model, "/v1beta/models/gemini-x" + method);
    }

    private static String joined(List<JsonNode> events, String pointer) {
        return events.stream().map(it -> it.at(pointer).asText()).collect(Collectors.joining());
    }
}

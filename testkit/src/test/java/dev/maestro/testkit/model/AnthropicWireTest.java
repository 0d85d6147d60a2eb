package dev.maestro.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class AnthropicWireTest {

    private static final String ASKED =
            """
            {"model": "m", "stream": %s,
             "system": [{"type": "text", "text": "Primary working directory: /the/repo"}],
             "messages": [
               {"role": "user", "content": [
                 {"type": "text", "text": "<system-reminder>mind the time</system-reminder>"},
                 {"type": "text", "text": "make a file"}]}%s],
             "tools": [
               {"name": "Write", "input_schema": {"properties": {"file_path": {}, "content": {}}}},
               {"name": "Bash", "input_schema": {
                 "properties": {"command": {}, "description": {"type": "string"}},
                 "required": ["command", "description"]}}]}
            """;
    private static final String WRITTEN =
            """
            , {"role": "assistant", "content": [{"type": "tool_use", "id": "1", "name": "Write"}]},
              {"role": "user", "content": [
                {"type": "tool_result", "tool_use_id": "1", "content": "written"}]}
            """;
    private static final Script SCRIPT =
            Script.of(
                    Step.say("I write it now, in more than one piece.")
                            .write("a.txt", "hi\n")
                            .costing(new Usage(90, 30, 7)),
                    Step.say("And I commit it.").run("git commit"));

    @Test
    void streamsTextAndTheToolThatTheProgramDeclared() throws Exception {
        try (ModelServer model = ModelServer.start(SCRIPT)) {
            List<JsonNode> events =
                    new Asking(model, "/v1/messages?beta=true").events(ASKED.formatted(true, ""));

            assertThat(events.getFirst().at("/message/usage/input_tokens").asInt()).isEqualTo(60);
            assertThat(joined(events, "/delta/text"))
                    .isEqualTo("I write it now, in more than one piece.");
            assertThat(events)
                    .filteredOn(it -> it.at("/content_block/type").asText().equals("tool_use"))
                    .singleElement()
                    .returns("Write", it -> it.at("/content_block/name").asText());
            assertThat(Json.parse(joined(events, "/delta/partial_json")))
                    .isEqualTo(Json.object("file_path", "/the/repo/a.txt", "content", "hi\n"));
            assertThat(joined(events, "/delta/stop_reason")).isEqualTo("tool_use");
            assertThat(events.getLast().path("type").asText()).isEqualTo("message_stop");
        }
    }

    @Test
    void answersTheStepThatTheRequestItselfHasReached() throws Exception {
        try (ModelServer model = ModelServer.start(SCRIPT)) {
            JsonNode message =
                    new Asking(model, "/v1/messages").answer(ASKED.formatted(false, WRITTEN));

            assertThat(message.at("/content/0/text").asText()).isEqualTo("And I commit it.");
            assertThat(message.at("/content/1/input"))
                    .isEqualTo(Json.object("command", "git commit", "description", "scripted"));
        }
    }

    @Test
    void remembersWhatTheModelWasTold() throws Exception {
        try (ModelServer model = ModelServer.start(SCRIPT)) {
            new Asking(model, "/v1/messages").ask(ASKED.formatted(false, WRITTEN));

            assertThat(model.requests())
                    .singleElement()
                    .returns(Wire.ANTHROPIC, ModelRequest::wire)
                    .returns("make a file", ModelRequest::prompt)
                    .returns("written", ModelRequest::toolResult)
                    .returns("sk-of-a-test", ModelRequest::key)
                    .returns(List.of("Write", "Bash"), ModelRequest::toolNames)
                    .satisfies(it -> assertThat(it.text()).contains("mind the time"));
        }
    }

    @Test
    void tellsOfAPlansLimitInTheUnifiedHeaders() throws Exception {
        Script limited = SCRIPT.failing(Fault.usageLimited(Duration.ofHours(2)));
        try (ModelServer model = ModelServer.start(limited)) {
            HttpResponse<String> refused =
                    new Asking(model, "/v1/messages").ask(ASKED.formatted(true, ""));

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("anthropic-ratelimit-unified-status"))
                    .contains("rejected");
            assertThat(
                            refused.headers()
                                    .firstValueAsLong("anthropic-ratelimit-unified-reset")
                                    .orElseThrow())
                    .isGreaterThan(Instant.now().plus(Duration.ofMinutes(119)).getEpochSecond());
            assertThat(Json.parse(refused.body()).at("/error/type").asText())
                    .isEqualTo("rate_limit_error");
        }
    }

    private static String joined(List<JsonNode> events, String pointer) {
        return events.stream().map(it -> it.at(pointer).asText()).collect(Collectors.joining());
    }
}

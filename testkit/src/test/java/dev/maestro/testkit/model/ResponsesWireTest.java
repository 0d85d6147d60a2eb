package dev.maestro.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ResponsesWireTest {

    private static final String SHELL =
            """
            {"type": "function", "name": "exec_command",
             "parameters": {"properties": {"cmd": {"type": "string"}}}}
            """;
    private static final String PATCH =
            """
            {"type": "custom", "name": "apply_patch"}
            """;
    private static final String PROGRAM =
            """
            {"type": "custom", "name": "exec", "description": "tools: { apply_patch(…), exec_command(…) }"}
            """;
    private static final Script SCRIPT =
            Script.of(
                    Step.say("I write it.").write("a.txt", "hi\n"),
                    Step.say("I commit it.").run("git commit"));

    @Test
    void writesByTheShellWhereThereIsNothingElse() throws Exception {
        try (ModelServer model = ModelServer.start(SCRIPT)) {
            List<JsonNode> events = ask(model, SHELL, "");

            assertThat(joined(events, "response.output_text.delta")).isEqualTo("I write it.");
            JsonNode arguments =
                    Json.parse(joined(events, "response.function_call_arguments.delta"));
            assertThat(arguments.path("cmd").asText())
                    .isEqualTo(
                            "mkdir -p \"$(dirname '/the/repo/a.txt')\" && printf %s 'hi\n' > '/the/repo/a.txt'");
            assertThat(events.getLast().path("type").asText()).isEqualTo("response.completed");
            assertThat(events.getLast().at("/response/output")).hasSize(2);
        }
    }

    @Test
    void writesByAPatchWhereTheProgramTakesOne() throws Exception {
        try (ModelServer model = ModelServer.start(SCRIPT)) {
            List<JsonNode> events = ask(model, SHELL + "," + PATCH, "");

            assertThat(joined(events, "response.custom_tool_call_input.delta"))
                    .isEqualTo("*** Begin Patch\n*** Add File: a.txt\n+hi\n*** End Patch\n");
        }
    }

    @Test
    void writesAProgramWhereThatIsTheOnlyTool() throws Exception {
        try (ModelServer model = ModelServer.start(SCRIPT)) {
            List<JsonNode> events = ask(model, PROGRAM, "");

            assertThat(joined(events, "response.custom_tool_call_input.delta"))
                    .startsWith("text(await tools.apply_patch(\"*** Begin Patch");
        }
    }

    @Test
    void countsResultsOfEitherKindOfTool() throws Exception {
        String results =
                """
                , {"type": "custom_tool_call", "name": "apply_patch", "call_id": "1", "input": "…"},
                  {"type": "custom_tool_call_output", "call_id": "1", "output": "written"}
                """;
        try (ModelServer model = ModelServer.start(SCRIPT)) {
            List<JsonNode> events = ask(model, SHELL, results);

            assertThat(joined(events, "response.output_text.delta")).isEqualTo("I commit it.");
            assertThat(model.requests().getFirst().prompt()).isEqualTo("make a file");
            assertThat(model.requests().getFirst().system()).contains("be good", "/the/repo");
        }
    }

    @Test
    void tellsOfAPlansLimitAsCodexReadsIt() throws Exception {
        Script limited = SCRIPT.failing(Fault.usageLimited(Duration.ofHours(2)));
        try (ModelServer model = ModelServer.start(limited)) {
            HttpResponse<String> refused = new Asking(model, "/v1/responses").ask(body(SHELL, ""));

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("x-codex-primary-used-percent"))
                    .contains("100");
            JsonNode error = Json.parse(refused.body()).path("error");
            assertThat(error.path("type").asText()).isEqualTo("usage_limit_reached");
            assertThat(error.path("resets_in_seconds").asInt()).isEqualTo(7200);
        }
    }

    @Test
    void isIncompleteWhenTheTokensAreSpent() throws Exception {
        try (ModelServer model = ModelServer.start(SCRIPT.failing(Fault.truncated()))) {
            JsonNode last = ask(model, SHELL, "").getLast();

            assertThat(last.path("type").asText()).isEqualTo("response.incomplete");
            assertThat(last.at("/response/incomplete_details/reason").asText())
                    .isEqualTo("max_output_tokens");
        }
    }

    private static List<JsonNode> ask(ModelServer model, String tools, String more)
            throws Exception {
        return new Asking(model, "/v1/responses").events(body(tools, more));
    }

    private static String body(String tools, String more) {
        return """
        {"model": "m", "stream": true, "instructions": "be good", "tools": [%s], "input": [
          {"type": "message", "role": "user", "content": [
            {"type": "input_text", "text": "<environment_context><cwd>/the/repo</cwd></environment_context>"}]},
          {"type": "message", "role": "user", "content": [
            {"type": "input_text", "text": "make a file"}]}%s]}
        """
                .formatted(tools, more);
    }

    private static String joined(List<JsonNode> events, String type) {
        return events.stream()
                .filter(it -> it.path("type").asText().equals(type))
                .map(it -> it.path("delta").asText())
                .collect(Collectors.joining());
    }
}

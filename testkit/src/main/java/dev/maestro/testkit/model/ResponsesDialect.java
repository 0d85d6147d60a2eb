package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** OpenAI Responses, which Codex speaks. */
final class ResponsesDialect implements Dialect {

    @Override
    public ModelRequest read(URI address, JsonNode body, String key) {
        Talk talk = new Talk();
        List<Tool> tools = new ArrayList<>();
        readTools(tools, "", body.path("tools"));
        JsonNode input = body.path("input");
        if (input.isTextual()) {
            talk.person(input.textValue());
        }
        for (JsonNode item : input) {
            String type = item.path("type").asText("message");
            if (type.equals("message")) {
                readMessage(talk, item);
            } else if (type.equals("additional_tools")) {
                readTools(tools, "", item.path("tools"));
            } else if (type.endsWith("_call_output")) {
                talk.result(Json.text(item.path("output")));
            } else if (type.endsWith("_call")) {
                talk.model(item.path("arguments").asText(item.path("input").asText()));
            }
        }
        String told =
                talk.turns().stream()
                        .filter(turn -> turn.role() == Turn.Role.PROGRAM)
                        .map(Turn::text)
                        .collect(Collectors.joining("\n"));
        return new ModelRequest(
                Wire.RESPONSES,
                body.path("model").asText(),
                body.path("stream").asBoolean(),
                body.path("instructions").asText() + "\n" + told,
                talk.turns(),
                tools,
                body.path("text").path("format").path("schema"),
                key,
                body);
    }

    private static void readMessage(Talk talk, JsonNode item) {
        JsonNode content = item.path("content");
        for (JsonNode part : content.isTextual() ? Json.array(content) : content) {
            String text = Json.text(part);
            switch (item.path("role").asText()) {
                case "assistant" -> talk.model(text);
                case "user" -> talk.person(text);
                default -> talk.program(text);
            }
        }
    }

    /** Tools may stand in a namespace; the newest models get them inside the input. */
    private static void readTools(List<Tool> tools, String namespace, JsonNode declared) {
        for (JsonNode tool : declared) {
            String type = tool.path("type").asText();
            if (type.equals("namespace")) {
                readTools(tools, tool.path("name").asText(), tool.path("tools"));
            } else {
                tools.add(
                        new Tool(
                                tool.path("name").asText(type),
                                namespace,
                                type.equals("custom"),
                                tool.path("description").asText(),
                                tool.path("parameters")));
            }
        }
    }

    @Override
    public JsonNode whole(ModelRequest request, Reply reply) {
        return new ResponsesReply(request, reply).whole();
    }

    @Override
    public List<Event> streamed(ModelRequest request, Reply reply) {
        return new ResponsesReply(request, reply).streamed();
    }

    @Override
    public Denial denial(ModelRequest request, Trouble.Refusal refusal, Instant now) {
        return OpenAiErrors.denial(request, refusal, now);
    }
}

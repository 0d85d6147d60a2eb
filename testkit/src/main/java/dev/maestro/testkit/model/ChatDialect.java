package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** OpenAI Chat Completions, which OpenCode speaks, and Ollama, and many others. */
final class ChatDialect implements Dialect {

    @Override
    public ModelRequest read(URI address, JsonNode body, String key) {
        Talk talk = new Talk();
        StringBuilder system = new StringBuilder();
        for (JsonNode message : body.path("messages")) {
            JsonNode content = message.path("content");
            switch (message.path("role").asText()) {
                case "system", "developer" -> system.append(Json.text(content)).append('\n');
                case "assistant" -> talk.model(Json.text(content));
                case "tool" -> talk.result(Json.text(content));
                default -> readPerson(talk, content);
            }
        }
        List<Tool> tools = new ArrayList<>();
        for (JsonNode tool : body.path("tools")) {
            JsonNode function = tool.path("function");
            tools.add(
                    new Tool(
                            function.path("name").asText(),
                            "",
                            false,
                            function.path("description").asText(),
                            function.path("parameters")));
        }
        return new ModelRequest(
                Wire.CHAT,
                body.path("model").asText(),
                body.path("stream").asBoolean(),
                system.toString(),
                talk.turns(),
                tools,
                body.path("response_format").path("json_schema").path("schema"),
                key,
                body);
    }

    private static void readPerson(Talk talk, JsonNode content) {
        if (content.isArray()) {
            content.forEach(part -> talk.person(Json.text(part)));
        } else {
            talk.person(Json.text(content));
        }
    }

    @Override
    public JsonNode whole(ModelRequest request, Reply reply) {
        boolean declined = reply.ending() == Reply.Ending.DECLINED;
        ObjectNode message =
                Json.object("role", "assistant", declined ? "refusal" : "content", reply.text());
        if (!reply.calls().isEmpty()) {
            message.set(
                    "tool_calls",
                    Json.array(
                            reply.calls().stream()
                                    .map(call -> call(call, call.input().toString()))
                                    .toList()));
        }
        ObjectNode choice =
                Json.object("index", 0, "message", message, "finish_reason", finishReason(reply));
        return envelope(request, "chat.completion", Talk.newId("chatcmpl-"))
                .<ObjectNode>set("choices", Json.array(choice))
                .set("usage", usage(reply));
    }

    @Override
    public List<Event> streamed(ModelRequest request, Reply reply) {
        String id = Talk.newId("chatcmpl-");
        String said = reply.ending() == Reply.Ending.DECLINED ? "refusal" : "content";
        List<ObjectNode> deltas = new ArrayList<>();
        deltas.add(Json.object("role", "assistant", "content", ""));
        reply.pieces().forEach(piece -> deltas.add(Json.object(said, piece)));
        for (int index = 0; index < reply.calls().size(); index++) {
            Reply.Call call = reply.calls().get(index);
            ObjectNode begun = call(call, "").put("index", index);
            ObjectNode rest =
                    Json.object(
                            "index",
                            index,
                            "function",
                            Json.object("arguments", call.input().toString()));
            deltas.add(Json.object("tool_calls", Json.array(begun)));
            deltas.add(Json.object("tool_calls", Json.array(rest)));
        }
        List<Event> events = new ArrayList<>();
        for (ObjectNode delta : deltas) {
            events.add(
                    chunk(
                            request,
                            id,
                            Json.object(
                                    "index", 0, "delta", delta, "finish_reason", Json.nothing())));
        }
        events.add(
                chunk(
                        request,
                        id,
                        Json.object(
                                "index",
                                0,
                                "delta",
                                Json.object(),
                                "finish_reason",
                                finishReason(reply))));
        ObjectNode last = envelope(request, "chat.completion.chunk", id);
        last.set("choices", Json.array());
        events.add(Event.plain(last.set("usage", usage(reply))));
        events.add(new Event("", "[DONE]"));
        return events;
    }

    private static Event chunk(ModelRequest request, String id, ObjectNode choice) {
        ObjectNode chunk = envelope(request, "chat.completion.chunk", id);
        return Event.plain(chunk.set("choices", Json.array(choice)));
    }

    private static ObjectNode envelope(ModelRequest request, String kind, String id) {
        return Json.object("id", id, "object", kind, "created", 0, "model", request.model());
    }

    private static ObjectNode call(Reply.Call call, String arguments) {
        return Json.object(
                "id",
                "call_" + call.id(),
                "type",
                "function",
                "function",
                Json.object("name", call.tool().name(), "arguments", arguments));
    }

    private static String finishReason(Reply reply) {
        return switch (reply.ending()) {
            case TRUNCATED -> "length";
            case DECLINED -> "stop";
            case DONE -> reply.calls().isEmpty() ? "stop" : "tool_calls";
        };
    }

    private static ObjectNode usage(Reply reply) {
        return Json.object(
                "prompt_tokens", reply.usage().input(),
                "completion_tokens", reply.usage().output(),
                "total_tokens", reply.usage().total(),
                "prompt_tokens_details", Json.object("cached_tokens", reply.usage().cached()));
    }

    @Override
    public Denial denial(ModelRequest request, Trouble.Refusal refusal, Instant now) {
        return OpenAiErrors.denial(request, refusal, now);
    }
}

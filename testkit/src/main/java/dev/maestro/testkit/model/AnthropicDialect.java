package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Anthropic Messages, which Claude Code speaks. */
final class AnthropicDialect implements Dialect {

    @Override
    public ModelRequest read(URI address, JsonNode body, String key) {
        Talk talk = new Talk();
        for (JsonNode message : body.path("messages")) {
            JsonNode content = message.path("content");
            switch (message.path("role").asText()) {
                case "assistant" -> talk.model(Json.text(content));
                case "system" -> talk.program(Json.text(content));
                default -> readPerson(talk, content);
            }
        }
        List<Tool> tools = new ArrayList<>();
        for (JsonNode tool : body.path("tools")) {
            tools.add(
                    new Tool(
                            tool.path("name").asText(),
                            "",
                            false,
                            tool.path("description").asText(),
                            tool.path("input_schema")));
        }
        return new ModelRequest(
                Wire.ANTHROPIC,
                body.path("model").asText(),
                body.path("stream").asBoolean(),
                Json.text(body.path("system")),
                talk.turns(),
                tools,
                body.path("output_config").path("format").path("schema"),
                key,
                body);
    }

    private static void readPerson(Talk talk, JsonNode content) {
        if (content.isTextual()) {
            talk.person(content.textValue());
        }
        for (JsonNode block : content) {
            if (block.path("type").asText().equals("tool_result")) {
                talk.result(Json.text(block));
            }
        }
        for (JsonNode block : content) {
            if (block.path("type").asText().equals("text")) {
                talk.person(Json.text(block));
            }
        }
    }

    @Override
    public JsonNode whole(ModelRequest request, Reply reply) {
        ObjectNode message = message(request, blocks(reply), reply.usage().output(), reply);
        return message.put("stop_reason", stopReason(reply));
    }

    @Override
    public List<Event> streamed(ModelRequest request, Reply reply) {
        List<Event> events = new ArrayList<>();
        add(events, "message_start", "message", message(request, List.of(), 1, reply));
        List<ObjectNode> blocks = blocks(reply);
        for (int index = 0; index < blocks.size(); index++) {
            ObjectNode block = blocks.get(index);
            boolean text = block.path("type").asText().equals("text");
            ObjectNode begun = block.deepCopy();
            begun.set(text ? "text" : "input", Json.empty(text));
            add(events, "content_block_start", "index", index, "content_block", begun);
            for (ObjectNode delta : text ? textDeltas(reply) : inputDelta(block)) {
                add(events, "content_block_delta", "index", index, "delta", delta);
            }
            add(events, "content_block_stop", "index", index);
        }
        add(
                events,
                "message_delta",
                "delta",
                Json.object("stop_reason", stopReason(reply), "stop_sequence", Json.nothing()),
                "usage",
                usage(reply, reply.usage().output()));
        add(events, "message_stop");
        return events;
    }

    private static void add(List<Event> events, String type, Object... keysAndValues) {
        ObjectNode data = Json.object("type", type);
        events.add(Event.named(type, data.setAll(Json.object(keysAndValues))));
    }

    private static List<ObjectNode> textDeltas(Reply reply) {
        return reply.pieces().stream()
                .map(piece -> Json.object("type", "text_delta", "text", piece))
                .toList();
    }

    private static List<ObjectNode> inputDelta(ObjectNode block) {
        return List.of(
                Json.object(
                        "type",
                        "input_json_delta",
                        "partial_json",
                        block.path("input").toString()));
    }

    private static List<ObjectNode> blocks(Reply reply) {
        List<ObjectNode> blocks = new ArrayList<>();
        if (!reply.text().isEmpty()) {
            blocks.add(Json.object("type", "text", "text", reply.text()));
        }
        for (Reply.Call call : reply.calls()) {
            blocks.add(
                    Json.object(
                            "type",
                            "tool_use",
                            "id",
                            "toolu_" + call.id(),
                            "name",
                            call.tool().name(),
                            "input",
                            call.input()));
        }
        return blocks;
    }

    private static ObjectNode message(
            ModelRequest request, List<ObjectNode> content, int output, Reply reply) {
        return Json.object(
                "id", Talk.newId("msg_"),
                "type", "message",
                "role", "assistant",
                "model", request.model(),
                "content", Json.array(content),
                "stop_reason", Json.nothing(),
                "stop_sequence", Json.nothing(),
                "usage", usage(reply, output));
    }

    private static ObjectNode usage(Reply reply, int output) {
        return Json.object(
                "input_tokens",
                reply.usage().fresh(),
                "cache_creation_input_tokens",
                0,
                "cache_read_input_tokens",
                reply.usage().cached(),
                "output_tokens",
                output);
    }

    private static String stopReason(Reply reply) {
        return switch (reply.ending()) {
            case TRUNCATED -> "max_tokens";
            case DECLINED -> "refusal";
            case DONE -> reply.calls().isEmpty() ? "end_turn" : "tool_use";
        };
    }

    @Override
    public Denial denial(ModelRequest request, Trouble.Refusal refusal, Instant now) {
        return switch (refusal) {
            case Trouble.RateLimited(Duration after) ->
                    new Denial(
                            429,
                            Map.of("retry-after", Long.toString(after.toSeconds())),
                            error(
                                    "rate_limit_error",
                                    "Number of requests has exceeded your rate limit."));
            case Trouble.UsageLimited(Duration left) ->
                    new Denial(
                            429,
                            unified(now.plus(left), left),
                            error(
                                    "rate_limit_error",
                                    "This request would exceed your account's rate limit."));
            case Trouble.NothingPaid _ ->
                    new Denial(
                            400,
                            error(
                                    "invalid_request_error",
                                    "Your credit balance is too low to access the Anthropic API."));
            case Trouble.Overloaded _ -> new Denial(529, error("overloaded_error", "Overloaded"));
            case Trouble.BadKey _ ->
                    new Denial(401, error("authentication_error", "invalid x-api-key"));
            case Trouble.Status(int code, String message) ->
                    new Denial(
                            code,
                            error(code < 500 ? "invalid_request_error" : "api_error", message));
        };
    }

    /** The windows of a subscription: five hours, which is used up, and a week, which is not. */
    private static Map<String, String> unified(Instant reset, Duration left) {
        String at = Long.toString(reset.getEpochSecond());
        String week = Long.toString(reset.plus(Duration.ofDays(5)).getEpochSecond());
        String prefix = "anthropic-ratelimit-unified-";
        return Map.ofEntries(
                Map.entry(prefix + "status", "rejected"),
                Map.entry(prefix + "reset", at),
                Map.entry(prefix + "representative-claim", "five_hour"),
                Map.entry(prefix + "5h-status", "rejected"),
                Map.entry(prefix + "5h-reset", at),
                Map.entry(prefix + "5h-utilization", "1.0"),
                Map.entry(prefix + "7d-status", "allowed"),
                Map.entry(prefix + "7d-reset", week),
                Map.entry(prefix + "7d-utilization", "0.4"),
                Map.entry(prefix + "overage-status", "rejected"),
                Map.entry(prefix + "overage-disabled-reason", "org_level_disabled"),
                Map.entry("retry-after", Long.toString(left.toSeconds())),
                Map.entry("x-should-retry", "false"));
    }

    private static ObjectNode error(String type, String message) {
        return Json.object(
                "type", "error",
                "error", Json.object("type", type, "message", message),
                "request_id", Talk.newId("req_"));
    }
}

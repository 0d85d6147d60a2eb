package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Gemini generateContent, which Gemini CLI speaks. */
final class GeminiDialect implements Dialect {

    @Override
    public ModelRequest read(URI address, JsonNode body, String key) {
        String path = address.getPath();
        Talk talk = new Talk();
        for (JsonNode content : body.path("contents")) {
            if (content.path("role").asText().equals("model")) {
                talk.model(Json.text(content.path("parts")));
            } else {
                readPerson(talk, content.path("parts"));
            }
        }
        List<Tool> tools = new ArrayList<>();
        for (JsonNode group : body.path("tools")) {
            for (JsonNode function : group.path("functionDeclarations")) {
                JsonNode schema = function.path("parametersJsonSchema");
                tools.add(
                        new Tool(
                                function.path("name").asText(),
                                "",
                                false,
                                function.path("description").asText(),
                                schema.isMissingNode() ? function.path("parameters") : schema));
            }
        }
        JsonNode generation = body.path("generationConfig");
        JsonNode schema = generation.path("responseJsonSchema");
        return new ModelRequest(
                Wire.GEMINI,
                path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf(':')),
                path.endsWith(":streamGenerateContent"),
                Json.text(body.path("systemInstruction").path("parts")),
                talk.turns(),
                tools,
                schema.isMissingNode() ? generation.path("responseSchema") : schema,
                key,
                body);
    }

    private static void readPerson(Talk talk, JsonNode parts) {
        for (JsonNode part : parts) {
            if (part.has("functionResponse")) {
                talk.result(part.path("functionResponse").path("response").toString());
            }
        }
        for (JsonNode part : parts) {
            if (part.has("text")) {
                talk.person(Json.text(part));
            }
        }
    }

    @Override
    public JsonNode whole(ModelRequest request, Reply reply) {
        List<ObjectNode> parts = new ArrayList<>();
        if (!reply.text().isEmpty()) {
            parts.add(Json.object("text", reply.text()));
        }
        parts.addAll(calls(reply));
        return part(request, reply, parts, finishReason(reply));
    }

    @Override
    public List<Event> streamed(ModelRequest request, Reply reply) {
        List<Event> events = new ArrayList<>();
        for (String piece : reply.pieces()) {
            events.add(Event.plain(part(request, reply, List.of(Json.object("text", piece)), "")));
        }
        if (!reply.calls().isEmpty()) {
            events.add(Event.plain(part(request, reply, calls(reply), "")));
        }
        List<ObjectNode> end = List.of(Json.object("text", ""));
        events.add(Event.plain(part(request, reply, end, finishReason(reply))));
        return events;
    }

    private static ObjectNode part(
            ModelRequest request, Reply reply, List<ObjectNode> parts, String finishReason) {
        ObjectNode candidate =
                Json.object(
                        "content",
                        Json.object("parts", Json.array(parts), "role", "model"),
                        "index",
                        0);
        if (!finishReason.isEmpty()) {
            candidate.put("finishReason", finishReason);
        }
        return Json.object(
                "candidates", Json.array(candidate),
                "usageMetadata", usage(reply),
                "modelVersion", request.model());
    }

    private static List<ObjectNode> calls(Reply reply) {
        return reply.calls().stream()
                .map(call ->
                        Json.object(
                                "functionCall",
                                Json.object(
                                        "name", call.tool().name(),
                                        "args", call.input(),
                                        "id", "call_" + call.id())))
                .toList();
    }

    private static String finishReason(Reply reply) {
        return switch (reply.ending()) {
            case TRUNCATED -> "MAX_TOKENS";
            case DECLINED -> "SAFETY";
            case DONE -> "STOP";
        };
    }

    private static ObjectNode usage(Reply reply) {
        return Json.object(
                "promptTokenCount", reply.usage().input(),
                "cachedContentTokenCount", reply.usage().cached(),
                "candidatesTokenCount", reply.usage().output(),
                "totalTokenCount", reply.usage().total());
    }

    @Override
    public Denial denial(ModelRequest request, Trouble.Refusal refusal, Instant now) {
        return switch (refusal) {
            case Trouble.RateLimited(Duration after) -> quota(request, "PerMinute", after);
            case Trouble.UsageLimited(Duration left) -> quota(request, "PerDay", left);
            case Trouble.NothingPaid _ -> quota(request, "PerDay", Duration.ofSeconds(40));
            case Trouble.Overloaded _ ->
                    error(503, "UNAVAILABLE", "The model is overloaded. Please try again later.");
            case Trouble.BadKey _ ->
                    error(
                            400,
                            "INVALID_ARGUMENT",
                            "API key not valid. Please pass a valid API key.",
                            Json.object(
                                    "@type", "type.googleapis.com/google.rpc.ErrorInfo",
                                    "reason", "API_KEY_INVALID",
                                    "domain", "googleapis.com"));
            case Trouble.Status(int code, String message) ->
                    error(code, code < 500 ? "INVALID_ARGUMENT" : "INTERNAL", message);
        };
    }

    private static Denial quota(ModelRequest request, String span, Duration after) {
        ObjectNode violation =
                Json.object(
                        "quotaMetric",
                                "generativelanguage.googleapis.com/generate_content_requests",
                        "quotaId", "GenerateRequests%sPerProjectPerModel".formatted(span),
                        "quotaDimensions", Json.object("model", request.model()));
        return error(
                429,
                "RESOURCE_EXHAUSTED",
                "You exceeded your current quota, please check your plan and billing details.",
                Json.object(
                        "@type",
                        "type.googleapis.com/google.rpc.QuotaFailure",
                        "violations",
                        Json.array(violation)),
                Json.object(
                        "@type",
                        "type.googleapis.com/google.rpc.RetryInfo",
                        "retryDelay",
                        after.toSeconds() + "s"));
    }

    private static Denial error(int code, String status, String message, Object... details) {
        return new Denial(
                code,
                Json.object(
                        "error",
                        Json.object(
                                "code", code,
                                "message", message,
                                "status", status,
                                "details", Json.array(details))));
    }
}

package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** An answer by the wire of OpenAI Responses: its items, and the events that tell of them. */
final class ResponsesReply {

    private final ModelRequest request;
    private final Reply reply;
    private final String id = Talk.newId("resp_");
    private final List<Event> events = new ArrayList<>();

    ResponsesReply(ModelRequest request, Reply reply) {
        this.request = request;
        this.reply = reply;
    }

    JsonNode whole() {
        List<ObjectNode> items = new ArrayList<>();
        if (!reply.text().isEmpty()) {
            items.add(message());
        }
        reply.calls().forEach(call -> items.add(call(call)));
        boolean truncated = reply.ending() == Reply.Ending.TRUNCATED;
        ObjectNode response = response(truncated ? "incomplete" : "completed", items);
        if (truncated) {
            response.set("incomplete_details", Json.object("reason", "max_output_tokens"));
        }
        return response.set("usage", usage());
    }

    List<Event> streamed() {
        JsonNode end = whole();
        tell("response.created", "response", response("in_progress", List.of()));
        int index = 0;
        for (JsonNode item : end.path("output")) {
            if (item.path("type").asText().equals("message")) {
                tellMessage(index, (ObjectNode) item);
            } else {
                tellCall(index, (ObjectNode) item);
            }
            tell("response.output_item.done", "output_index", index, "item", item);
            index++;
        }
        tell("response." + end.path("status").asText(), "response", end);
        return events;
    }

    private void tellMessage(int index, ObjectNode item) {
        ObjectNode begun = item.deepCopy();
        begun.put("status", "in_progress").set("content", Json.array());
        tell("response.output_item.added", "output_index", index, "item", begun);
        JsonNode part = item.path("content").path(0);
        String kind = declined() ? "response.refusal" : "response.output_text";
        tellPart("response.content_part.added", item, index, "part", part());
        for (String piece : reply.pieces()) {
            tellPart(kind + ".delta", item, index, "delta", piece);
        }
        tellPart(kind + ".done", item, index, declined() ? "refusal" : "text", reply.text());
        tellPart("response.content_part.done", item, index, "part", part);
    }

    private void tellPart(String type, JsonNode item, int index, String key, Object value) {
        tell(
                type,
                "item_id",
                item.path("id"),
                "output_index",
                index,
                "content_index",
                0,
                key,
                value);
    }

    private void tellCall(int index, ObjectNode item) {
        boolean freeform = item.has("input");
        String field = freeform ? "input" : "arguments";
        String kind =
                freeform ? "response.custom_tool_call_input" : "response.function_call_arguments";
        ObjectNode begun = item.deepCopy().put("status", "in_progress").put(field, "");
        JsonNode whole = item.path(field);
        tell("response.output_item.added", "output_index", index, "item", begun);
        tell(kind + ".delta", "item_id", item.path("id"), "output_index", index, "delta", whole);
        tell(kind + ".done", "item_id", item.path("id"), "output_index", index, field, whole);
    }

    private void tell(String type, Object... keysAndValues) {
        ObjectNode data = Json.object("type", type, "sequence_number", events.size());
        events.add(Event.named(type, data.setAll(Json.object(keysAndValues))));
    }

    private ObjectNode response(String status, List<ObjectNode> items) {
        return Json.object(
                "id",
                id,
                "object",
                "response",
                "created_at",
                0,
                "status",
                status,
                "model",
                request.model(),
                "output",
                Json.array(items));
    }

    private ObjectNode message() {
        ObjectNode part = part().put(declined() ? "refusal" : "text", reply.text());
        return Json.object(
                "type", "message",
                "id", Talk.newId("msg_"),
                "role", "assistant",
                "status", "completed",
                "content", Json.array(part));
    }

    private ObjectNode part() {
        return declined()
                ? Json.object("type", "refusal", "refusal", "")
                : Json.object("type", "output_text", "text", "", "annotations", Json.array());
    }

    private boolean declined() {
        return reply.ending() == Reply.Ending.DECLINED;
    }

    private static ObjectNode call(Reply.Call call) {
        boolean freeform = call.tool().freeform();
        ObjectNode item =
                Json.object(
                        "type",
                        freeform ? "custom_tool_call" : "function_call",
                        "id",
                        (freeform ? "ctc_" : "fc_") + call.id(),
                        "call_id",
                        "call_" + call.id(),
                        "name",
                        call.tool().name(),
                        "status",
                        "completed");
        if (freeform) {
            item.put("input", Json.text(call.input()));
        } else {
            item.put("arguments", call.input().toString());
        }
        if (!call.tool().namespace().isEmpty()) {
            item.put("namespace", call.tool().namespace());
        }
        return item;
    }

    private ObjectNode usage() {
        return Json.object(
                "input_tokens", reply.usage().input(),
                "input_tokens_details", Json.object("cached_tokens", reply.usage().cached()),
                "output_tokens", reply.usage().output(),
                "output_tokens_details", Json.object("reasoning_tokens", 0),
                "total_tokens", reply.usage().total());
    }
}

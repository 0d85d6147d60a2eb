package dev.maestro.conformance.point;

import static dev.maestro.conformance.wire.Deviation.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.SessionLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON-RPC 2.0 as its specification says it. */
final class StudioRpcArea extends Area {

    private static final Map<String, Object> NO_RUNS = Map.of("runs", List.of());

    StudioRpcArea() {
        super("studio-rpc");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory(
                        "parse-error",
                        "what is no JSON is answered with -32700 and the id null",
                        desk -> refused(desk, "{nonsense", -32700)),
                mandatory(
                        "invalid-request",
                        "what is no request is answered with -32600",
                        desk ->
                                refused(
                                        desk,
                                        "{\"jsonrpc\":\"1.0\",\"id\":\"1\",\"method\":\"x\"}",
                                        -32600)),
                mandatory(
                        "unknown-method",
                        "a method nobody knows is answered with -32601 and the request's id",
                        desk -> refusedCall(desk, "nobody.knows", Map.of(), -32601)),
                mandatory(
                        "missing-params",
                        "a parameter that lacks is answered with -32602",
                        desk -> refusedCall(desk, "session.hello", Map.of(), -32602)),
                mandatory(
                        "wrong-params",
                        "a parameter of another type is answered with -32602",
                        desk ->
                                refusedCall(
                                        desk, "session.heartbeat", Map.of("runs", "none"), -32602)),
                mandatory(
                        "notification",
                        "a notification is not answered, not even a wrong one",
                        StudioRpcArea::notification),
                mandatory(
                        "batch",
                        "a batch is answered by one array with an answer to each request",
                        StudioRpcArea::batch),
                mandatory(
                        "empty-batch",
                        "an empty batch is answered with -32600",
                        desk -> refused(desk, "[]", -32600)),
                mandatory(
                        "mixed-batch",
                        "what is no request in a batch has its own -32600 and spoils no other",
                        StudioRpcArea::mixedBatch),
                mandatory(
                        "error-type",
                        "an error's data has the type's name",
                        StudioRpcArea::errorType));
    }

    private static String refused(Desk desk, String text, int code) {
        return desk.studio().line().greet().say(text).refusal(code).toString();
    }

    private static String refusedCall(Desk desk, String method, Object params, int code) {
        SessionLine line = desk.studio().line().greet();
        String request = line.request(method, params);
        JsonNode answer = line.say(request).refusal(code);
        unless(request.contains("\"" + answer.path("id").asText() + "\""), "came %s", answer);
        return answer.toString();
    }

    private static String notification(Desk desk) {
        SessionLine line = desk.studio().line().greet();
        line.say("{\"jsonrpc\":\"2.0\",\"method\":\"nobody.knows\",\"params\":{}}");
        line.say("{\"jsonrpc\":\"2.0\",\"method\":\"session.heartbeat\",\"params\":{\"runs\":[]}}");
        return line.result("session.heartbeat", NO_RUNS).toString();
    }

    private static String batch(Desk desk) {
        SessionLine line = desk.studio().line().greet();
        String one = line.request("session.heartbeat", NO_RUNS);
        String two = line.request("nobody.knows", NO_RUNS);
        String silent =
                "{\"jsonrpc\":\"2.0\",\"method\":\"session.heartbeat\",\"params\":{\"runs\":[]}}";
        JsonNode answers = line.say("[%s,%s,%s]".formatted(one, silent, two)).answer();
        unless(answers.isArray() && answers.size() == 2, "came %s", answers);
        List<String> outcomes = new ArrayList<>();
        answers.forEach(each -> outcomes.add(each.has("result") ? "result" : "error"));
        outcomes.sort(null);
        unless(outcomes.equals(List.of("error", "result")), "came %s", answers);
        return answers.toString();
    }

    private static String mixedBatch(Desk desk) {
        SessionLine line = desk.studio().line().greet();
        JsonNode answers =
                line.say("[7,%s]".formatted(line.request("session.heartbeat", NO_RUNS))).answer();
        unless(answers.isArray() && answers.size() == 2, "came %s", answers);
        unless(
                answers.findValuesAsText("code").equals(List.of("-32600"))
                        && !answers.findValues("result").isEmpty(),
                "came %s",
                answers);
        return answers.toString();
    }

    private static String errorType(Desk desk) {
        SessionLine line = desk.studio().line().greet();
        JsonNode answer = line.say(line.request("nobody.knows", Map.of())).refusal(-32601);
        unless(
                answer.path("error").path("data").path("type").asText().equals("method_not_found"),
                "came %s",
                answer);
        return answer.toString();
    }
}

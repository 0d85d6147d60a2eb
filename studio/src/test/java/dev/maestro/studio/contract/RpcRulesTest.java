package dev.maestro.studio.contract;

import static dev.maestro.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.studio.contract.StudioStage.Registered;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON-RPC as a stranger meets it on a session's channel. */
final class RpcRulesTest {

    @TempDir static Path directory;
    private static StudioStage stage;
    private static Registered session;
    private Peer peer;

    @BeforeAll
    static void start() {
        stage = StudioStage.open(directory);
        session = stage.session(stage.ada, stage.project(), "ada");
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    @BeforeEach
    void enter() {
        peer = Peer.connect(stage.site(), session.key());
        stage.enter(stage.ada, peer, session.channel());
    }

    @AfterEach
    void leave() {
        peer.close();
    }

    @Test
    void helloNegotiatesTheVersion() {
        JsonNode refused = hello(99);
        JsonNode answer = hello(1);

        assertError(refused, -32009, "unsupported_version");
        assertThat(refused.path("error").path("data").path("supported").toString())
                .isEqualTo("[1]");
        assertThat(answer.path("result").path("protocol").asInt()).isOne();
        assertThat(answer.path("result").path("heartbeat_seconds").asInt()).isEqualTo(30);
    }

    @Test
    void helloAnswersEachHeldRun() {
        UUID foreign = UUID.randomUUID();

        JsonNode answer =
                peer.call(
                        session.channel(),
                        "session.hello",
                        Map.of(
                                "protocol",
                                1,
                                "client_version",
                                "t",
                                "resume",
                                true,
                                "after",
                                0,
                                "runs",
                                List.of(Map.of("run", foreign, "fence", 3))));

        JsonNode decision = answer.path("result").path("runs").get(0);
        assertThat(decision.path("run").asText()).isEqualTo(foreign.toString());
        assertThat(decision.path("decision").asText()).isEqualTo("cancel");
    }

    @Test
    void unknownMethodsAndBadParametersAreToldByName() {
        assertError(call("run.fly", Map.of()), -32601, "method_not_found");
        JsonNode missing = call("session.sync", Map.of());
        assertError(missing, -32602, "invalid_params");
        assertThat(field(missing)).isEqualTo("after");
        JsonNode kind = call("session.sync", Map.of("after", "soon"));
        assertThat(field(kind)).isEqualTo("after");
        JsonNode word =
                call(
                        "run.fail",
                        Map.of(
                                "run",
                                UUID.randomUUID(),
                                "fence",
                                1,
                                "reason",
                                "tired",
                                "detail",
                                ""));
        assertThat(field(word)).isEqualTo("reason");
        assertThat(word.path("error").path("message").asText())
                .contains(FailureReason.STALLED.wireName())
                .doesNotContain("dev.maestro");
        JsonNode deep =
                call(
                        "session.heartbeat",
                        Map.of("runs", List.of(Map.of("run", "no id", "fence", 1))));
        assertThat(field(deep)).isEqualTo("runs[0].run");
        assertError(call("session.sync", List.of(1)), -32602, "invalid_params");
    }

    @Test
    void whatComesLaterIsRefusedByTheNameOfItsFeature() {
        for (Map.Entry<String, String> later :
                Map.of(
                                "plan.propose", "planning",
                                "team.report", "teams",
                                "knowledge.search", "knowledge")
                        .entrySet()) {
            JsonNode answer = call(later.getKey(), Map.of());

            assertError(answer, -32015, "not_available_yet");
            assertThat(answer.path("error").path("data").path("feature").asText())
                    .isEqualTo(later.getValue());
        }
    }

    @Test
    void fieldsOfTomorrowAreTolerated() {
        JsonNode answer = call("session.sync", Map.of("after", 0, "colour", "blue"));

        assertThat(answer.has("result")).isTrue();
    }

    @Test
    void aNotificationIsNeverAnsweredAlsoWhenItIsWrong() {
        peer.say(session.channel(), "{\"jsonrpc\":\"2.0\",\"method\":\"run.fly\"}");
        peer.say(session.channel(), "{\"jsonrpc\":\"2.0\",\"method\":\"session.heartbeat\"}");

        assertThat(call("session.sync", Map.of("after", 0)).has("result")).isTrue();

        assertThat(answers()).isOne();
    }

    @Test
    void aBatchIsAnsweredInOneArrayWithoutItsNotifications() {
        peer.say(
                session.channel(),
                """
                [{"jsonrpc":"2.0","id":"a","method":"session.sync","params":{"after":0}},
                 {"jsonrpc":"2.0","method":"session.heartbeat","params":{"runs":[]}},
                 {"jsonrpc":"2.0","id":"b","method":"run.fly"}, 7]
                """);

        JsonNode batch = peer.rpc(JsonNode::isArray);

        assertThat(batch).hasSize(3);
        assertThat(batch.findValuesAsText("id")).containsExactlyInAnyOrder("a", "b", "null");
        assertThat(batch.findValues("code").stream().map(JsonNode::asInt))
                .containsExactlyInAnyOrder(-32601, -32600);
    }

    @Test
    void aBatchOfNotificationsIsNotAnsweredAndAnEmptyOneIsAnError() {
        peer.say(
                session.channel(),
                "[{\"jsonrpc\":\"2.0\",\"method\":\"session.heartbeat\",\"params\":{\"runs\":[]}}]");
        peer.say(session.channel(), "[]");

        assertError(peer.rpc(message -> message.has("error")), -32600, "invalid_request");

        assertThat(answers()).isOne();
    }

    @Test
    void whatIsNoJsonOrHasNoStringForItsIdIsAnsweredWithoutOne() {
        peer.say(session.channel(), "{not json");
        JsonNode parse = peer.rpc(message -> code(message) == -32700);
        peer.say(session.channel(), "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"session.sync\"}");
        JsonNode number = peer.rpc(message -> code(message) == -32600);

        assertThat(parse.path("id").isNull()).isTrue();
        assertThat(number.path("id").isNull()).isTrue();
    }

    @Test
    void aRunThatIsNotThereOrNotOursIsRefused() {
        assertError(
                call("run.accept", Map.of("run", UUID.randomUUID(), "fence", 1)),
                -32003,
                "not_found");
    }

    @Test
    void theSameCallsAreMadeByHttpByWhoPolls() {
        Optional<String> bearer = Optional.of(stage.ada.bearer());
        String path = "/api/v1/agent-sessions/" + session.id() + "/rpc";

        JsonNode answer =
                StudioStage.json(
                        stage.post(
                                path,
                                bearer,
                                Map.of(
                                        "jsonrpc",
                                        "2.0",
                                        "id",
                                        "1",
                                        "method",
                                        "session.sync",
                                        "params",
                                        Map.of("after", 0))));

        assertThat(answer.path("result").path("seq").isNumber()).isTrue();
        assertThat(
                        stage.post(
                                        path,
                                        bearer,
                                        Map.of(
                                                "jsonrpc",
                                                "2.0",
                                                "method",
                                                "session.heartbeat",
                                                "params",
                                                Map.of("runs", List.of())))
                                .statusCode())
                .isEqualTo(204);
        assertThat(
                        stage.post(path, Optional.of(stage.stranger().machine().bearer()), Map.of())
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aDrainingSessionHearsIt() {
        Registered draining = stage.session(stage.ada, stage.project(), "draining");
        try (Peer other = Peer.connect(stage.site(), draining.key())) {
            stage.enter(stage.ada, other, draining.channel());
            other.call(draining.channel(), "session.hello", greeting(1));

            int status =
                    stage.post(
                                    "/api/v1/agent-sessions/" + draining.id() + "/drain",
                                    Optional.of(stage.ada.bearer()),
                                    Map.of())
                            .statusCode();

            assertThat(status).isEqualTo(204);
            other.rpc(message -> message.path("method").asText().equals("session.drain"));
        }
    }

    @Test
    void whoSaysHelloLastIsTheOneAndTheOtherHearsIt() {
        call("session.hello", greeting(1));
        try (Peer other = Peer.connect(stage.site(), session.key())) {
            stage.enter(stage.ada, other, session.channel());
            other.call(session.channel(), "session.hello", greeting(1));

            peer.rpc(message -> message.path("method").asText().equals("session.replaced"));
            assertThat(other.frames())
                    .noneMatch(frame ->
                            frame.data().path("method").asText().equals("session.replaced"));
        }
    }

    @Test
    void whatHappensToASessionIsTold() {
        String project = stage.project();
        Registered told = stage.session(stage.ada, project, "told");
        try (Peer other = Peer.connect(stage.site(), told.key())) {
            stage.enter(stage.ada, other, "private-project." + project);
            stage.enter(stage.ada, other, told.channel());
            other.call(told.channel(), "session.hello", greeting(1));
            event(other, "session.online");
            other.call(told.channel(), "session.goodbye", Map.of());
            event(other, "session.offline");
        }
    }

    private static void event(Peer peer, String type) {
        peer.rpc(message ->
                message.path("method").asText().equals("event")
                        && message.path("params").path("type").asText().equals(type));
    }

    private JsonNode hello(int protocol) {
        return call("session.hello", greeting(protocol));
    }

    private static Map<String, Object> greeting(int protocol) {
        return Map.of(
                "protocol", protocol, "client_version", "t", "resume", false, "runs", List.of());
    }

    private JsonNode call(String method, Object params) {
        return peer.call(session.channel(), method, params);
    }

    private long answers() {
        eventually(() -> assertThat(peer.frames()).anyMatch(frame -> frame.event().equals("rpc")));
        return peer.frames().stream()
                .filter(frame -> frame.event().equals("rpc"))
                .filter(frame -> !frame.data().has("method"))
                .count();
    }

    private static int code(JsonNode message) {
        return message.path("error").path("code").asInt();
    }

    private static String field(JsonNode answer) {
        return answer.path("error").path("data").path("field").asText();
    }

    private static void assertError(JsonNode answer, int code, String type) {
        assertThat(code(answer)).as(Json.write(answer)).isEqualTo(code);
        assertThat(answer.path("error").path("data").path("type").asText()).isEqualTo(type);
    }
}

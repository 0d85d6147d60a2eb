package dev.maestro.conformance.point;

import static dev.maestro.conformance.wire.Deviation.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.SessionLine;
import dev.maestro.conformance.wire.StudioDesk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A session's life: registered, greeted, replaced, ended. */
final class StudioSessionArea extends Area {

    StudioSessionArea() {
        super("studio-session");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory(
                        "register",
                        "a registration answers session, channel, app_key, ws_path and heartbeat_seconds",
                        StudioSessionArea::register),
                mandatory(
                        "hello",
                        "session.hello answers protocol, heartbeat_seconds, seq and runs",
                        StudioSessionArea::hello),
                mandatory(
                        "unknown-fields",
                        "fields nobody knows are overlooked",
                        StudioSessionArea::unknownFields),
                mandatory(
                        "version",
                        "a version of tomorrow is refused with -32009 and the supported ones",
                        StudioSessionArea::version),
                mandatory(
                        "heartbeat",
                        "session.heartbeat names the runs that are gone",
                        StudioSessionArea::heartbeat),
                mandatory(
                        "sync",
                        "session.sync answers events numbered without gaps",
                        StudioSessionArea::sync),
                mandatory(
                        "foreign-run",
                        "a message about a run that is not ours is refused with -32003 or -32004",
                        StudioSessionArea::foreignRun),
                mandatory(
                        "not-relayed",
                        "what one connection says to Studio no other hears",
                        StudioSessionArea::notRelayed),
                mandatory(
                        "replaced",
                        "a second connection that greets replaces the first, which is told",
                        StudioSessionArea::replaced),
                mandatory(
                        "ended",
                        "nobody enters the channel of a session that was ended",
                        StudioSessionArea::ended));
    }

    private static String register(Desk desk) {
        JsonNode answer = desk.studio().registers();
        for (String field : List.of("session", "channel", "app_key", "ws_path")) {
            unless(answer.path(field).isTextual(), "%s is missing in %s", field, answer);
        }
        unless(answer.path("heartbeat_seconds").isNumber(), "no heartbeat in %s", answer);
        unless(
                answer.path("channel")
                        .asText()
                        .equals("private-session." + answer.path("session").asText()),
                "the channel is not the session's: %s",
                answer);
        return answer.toString();
    }

    private static String hello(Desk desk) {
        JsonNode answer = desk.studio().line().result("session.hello", SessionLine.hello(1));
        unless(
                answer.path("protocol").asInt() == 1
                        && answer.path("heartbeat_seconds").asInt() > 0
                        && answer.path("seq").isNumber()
                        && answer.path("runs").isArray(),
                "came %s",
                answer);
        return answer.toString();
    }

    private static String unknownFields(Desk desk) {
        Map<String, Object> hello = new HashMap<>(SessionLine.hello(1));
        hello.put("of_tomorrow", Map.of("x", 1));
        return desk.studio().line().result("session.hello", hello).toString();
    }

    private static String version(Desk desk) {
        SessionLine line = desk.studio().line();
        JsonNode answer =
                line.say(line.request("session.hello", SessionLine.hello(9999))).refusal(-32009);
        unless(answer.path("error").path("data").path("supported").isArray(), "came %s", answer);
        return answer.toString();
    }

    private static String heartbeat(Desk desk) {
        SessionLine line = desk.studio().line().greet();
        String run = UUID.randomUUID().toString();
        JsonNode answer =
                line.result(
                        "session.heartbeat",
                        Map.of("runs", List.of(Map.of("run", run, "fence", 1))));
        unless(
                answer.path("gone").size() == 1 && answer.path("gone").path(0).asText().equals(run),
                "came %s",
                answer);
        return answer.toString();
    }

    private static String sync(Desk desk) {
        SessionLine line = desk.studio().line().greet();
        JsonNode answer = line.result("session.sync", Map.of("after", 0));
        unless(
                answer.path("events").isArray()
                        && answer.path("resync").isBoolean()
                        && answer.path("seq").isNumber(),
                "came %s",
                answer);
        long expected = 0;
        for (JsonNode event : answer.path("events")) {
            expected++;
            unless(
                    event.path("seq").asLong() == expected && event.path("type").isTextual(),
                    "event %d is %s",
                    expected,
                    event);
        }
        return expected + " events";
    }

    private static String foreignRun(Desk desk) {
        SessionLine line = desk.studio().line().greet();
        JsonNode answer =
                line.say(
                                line.request(
                                        "run.accept",
                                        Map.of("run", UUID.randomUUID().toString(), "fence", 1)))
                        .answer();
        int code = answer.path("error").path("code").asInt();
        unless(code == -32003 || code == -32004, "came %s", answer);
        return answer.toString();
    }

    private static String notRelayed(Desk desk) {
        StudioDesk studio = desk.studio();
        SessionLine speaks = studio.line().greet();
        SessionLine hears = studio.another(speaks);
        speaks.say("{\"jsonrpc\":\"2.0\",\"method\":\"nobody.hears\",\"params\":{}}");
        speaks.result("session.heartbeat", Map.of("runs", List.of()));
        unless(
                hears.peer().sofar().stream()
                        .noneMatch(frame -> frame.event().startsWith("client-")),
                "another connection heard it");
        return "silence";
    }

    private static String replaced(Desk desk) {
        StudioDesk studio = desk.studio();
        SessionLine first = studio.line().greet();
        studio.another(first).greet();
        return first.asked("session.replaced").toString();
    }

    private static String ended(Desk desk) {
        StudioDesk studio = desk.studio();
        JsonNode registered = studio.registers();
        studio.portal()
                .delete("/api/v1/agent-sessions/" + registered.path("session").asText())
                .is(200, 204);
        return studio.portal()
                .post(
                        "/api/v1/broadcasting/auth",
                        Map.of(
                                "socket_id",
                                "1.1",
                                "channel_name",
                                registered.path("channel").asText()))
                .is(403, 404)
                .toString();
    }
}

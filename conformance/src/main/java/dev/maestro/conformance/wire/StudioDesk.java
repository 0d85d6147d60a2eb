package dev.maestro.conformance.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a point about Studio has at hand beside its {@link Desk}. Sessions are ended with it. */
public final class StudioDesk implements AutoCloseable {

    private final Desk desk;
    private final Visitor visitor;
    private final Portal nobody;
    private final List<String> sessions = new ArrayList<>();
    private String appKey = "";

    StudioDesk(Desk desk, Visitor visitor, Portal nobody) {
        this.desk = desk;
        this.visitor = visitor;
        this.nobody = nobody;
    }

    public Visitor visitor() {
        return visitor;
    }

    /** HTTP without a token. */
    public Portal nobody() {
        return nobody;
    }

    /** HTTP with the visitor's token. */
    public Portal portal() {
        return nobody.as(visitor.token());
    }

    /** Registers a session that is given no work; Studio's answer. */
    public JsonNode registers() {
        Answer answer =
                portal().post(
                                "/api/v1/agent-sessions",
                                Map.of(
                                        "project",
                                        visitor.project(),
                                        "name",
                                        desk.name("exam-"),
                                        "purposes",
                                        List.of("analyze"),
                                        "capacity",
                                        1,
                                        "machine",
                                        "conformance"))
                        .is(201);
        sessions.add(answer.json().path("session").asText());
        return answer.json();
    }

    /** A new session on its channel, not greeted yet. */
    public SessionLine line() {
        JsonNode registered = registers();
        appKey = registered.path("app_key").asText();
        return line(registered.path("session").asText(), registered.path("channel").asText());
    }

    /** One more connection of the same session. */
    public SessionLine another(SessionLine line) {
        return line(line.session(), line.channel());
    }

    private SessionLine line(String session, String channel) {
        Peer peer = desk.knocks(appKey, Desk.QUERY).greeted();
        return new SessionLine(portal(), peer, session, channel).enter();
    }

    public Optional<String> spent() {
        return visitor.spent();
    }

    @Override
    public void close() {
        sessions.forEach(session -> portal().delete("/api/v1/agent-sessions/" + session));
    }
}

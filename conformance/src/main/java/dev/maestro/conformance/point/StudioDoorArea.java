package dev.maestro.conformance.point;

import static dev.maestro.conformance.wire.Deviation.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.conformance.wire.Answer;
import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.NotExamined;
import dev.maestro.conformance.wire.Portal;
import dev.maestro.conformance.wire.StudioDesk;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How one gets in: invitations, tokens, keys, and the signature for a channel. */
final class StudioDoorArea extends Area {

    private static final String AUTH = "/api/v1/broadcasting/auth";

    StudioDoorArea() {
        super("studio-door");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory(
                        "keys",
                        "/.well-known/jwks.json holds public keys, each with kid, kty and alg, and nothing private",
                        StudioDoorArea::keys),
                mandatory("invite-once", "an invitation works once", StudioDoorArea::inviteOnce),
                mandatory(
                        "no-token",
                        "broadcasting/auth without a token is 401, a problem of type unauthenticated",
                        desk -> turnedAway(desk.studio().nobody(), "unauthenticated", 401)),
                mandatory(
                        "bad-token",
                        "so is one with a token of nobody's making",
                        desk ->
                                turnedAway(
                                        desk.studio().nobody().as("eyJhbGciOiJub25lIn0.e30."),
                                        "unauthenticated",
                                        401)),
                mandatory(
                        "foreign-channel",
                        "a channel that is not yours is 403, a problem of type forbidden",
                        desk -> turnedAway(desk.studio().portal(), "forbidden", 403)),
                mandatory(
                        "unknown-channel",
                        "a channel of no known kind is 403",
                        StudioDoorArea::unknownChannel),
                mandatory(
                        "no-socket",
                        "a socket_id that is none is refused",
                        StudioDoorArea::noSocket),
                mandatory(
                        "form",
                        "a form is taken as well as JSON, as stock clients send it",
                        StudioDoorArea::form),
                mandatory(
                        "problem",
                        "what does not exist is 404, a problem with a type",
                        StudioDoorArea::problem));
    }

    private static String keys(Desk desk) {
        JsonNode keys =
                desk.studio().nobody().get("/.well-known/jwks.json").is(200).json().path("keys");
        unless(keys.isArray() && !keys.isEmpty(), "keys is %s", keys);
        for (JsonNode key : keys) {
            unless(
                    key.path("kid").isTextual()
                            && key.path("kty").isTextual()
                            && key.path("alg").isTextual(),
                    "a key lacks kid, kty or alg: %s",
                    key);
            unless(!key.has("d") && !key.has("k"), "a key shows its secret");
        }
        return keys.size() + " keys";
    }

    private static String inviteOnce(Desk desk) {
        StudioDesk studio = desk.studio();
        String spent =
                studio.spent()
                        .orElseThrow(() -> new NotExamined("needs --invite to have been used"));
        Answer answer =
                studio.nobody()
                        .post(
                                "/api/v1/auth/redeem",
                                Map.of("token", spent, "machine", "conformance"));
        unless(answer.status() >= 400 && answer.status() < 500, "came %s", answer);
        return answer.toString();
    }

    private static String turnedAway(Portal portal, String type, int status) {
        Answer answer =
                portal.post(
                                AUTH,
                                Map.of(
                                        "socket_id",
                                        "1.1",
                                        "channel_name",
                                        "private-session." + UUID.randomUUID()))
                        .is(status);
        unless(answer.json().path("type").asText().endsWith(type), "came %s", answer);
        return answer.toString();
    }

    private static String unknownChannel(Desk desk) {
        return desk.studio()
                .portal()
                .post(AUTH, Map.of("socket_id", "1.1", "channel_name", "private-anything"))
                .is(403)
                .toString();
    }

    private static String noSocket(Desk desk) {
        StudioDesk studio = desk.studio();
        String channel = studio.registers().path("channel").asText();
        return studio.portal()
                .post(AUTH, Map.of("socket_id", "abc", "channel_name", channel))
                .is(400, 422)
                .toString();
    }

    private static String form(Desk desk) {
        StudioDesk studio = desk.studio();
        String channel = studio.registers().path("channel").asText();
        Answer answer =
                studio.portal().postForm(AUTH, "socket_id=1.1&channel_name=" + channel).is(200);
        unless(answer.json().path("auth").asText().matches(".+:[0-9a-f]{64}"), "came %s", answer);
        return answer.toString();
    }

    private static String problem(Desk desk) {
        Answer answer = desk.studio().portal().get("/api/v1/projects/" + UUID.randomUUID()).is(404);
        unless(answer.json().path("type").isTextual(), "came %s", answer);
        return answer.toString();
    }
}

package dev.maestro.conformance.point;

import static dev.maestro.conformance.wire.Deviation.unless;

import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Frame;
import dev.maestro.conformance.wire.Peer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What clients say to each other. */
final class ClientEventArea extends Area {

    private static final int TOO_MANY = 60;

    ClientEventArea() {
        super("client-events");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory(
                        "object",
                        "an object as data stays an object, as pusher-js sends it",
                        desk -> passes(desk, Map.of("n", 1.5))),
                mandatory(
                        "string",
                        "a string as data stays that string, as pusher-java-client sends it",
                        desk -> passes(desk, "no JSON at all")),
                mandatory(
                        "json-string",
                        "a string that holds JSON stays a string",
                        desk -> passes(desk, "{\"a\": 1}")),
                optional("no-data", "data may be missing", desk -> passes(desk, null)),
                mandatory("no-echo", "the sender does not hear himself", ClientEventArea::noEcho),
                mandatory(
                        "user-id",
                        "on presence channels the sender's user_id is added, from what was signed",
                        ClientEventArea::userId),
                mandatory(
                        "no-user-id",
                        "on private channels there is no user_id, whatever the sender says",
                        ClientEventArea::noUserId),
                mandatory(
                        "public",
                        "on a public channel it reaches nobody",
                        desk -> reachesNobody(desk, "room-", "client-x", true)),
                mandatory(
                        "outsider",
                        "from who is not subscribed it reaches nobody",
                        desk -> reachesNobody(desk, "private-", "client-x", false)),
                mandatory(
                        "other-name",
                        "an event without the prefix client- reaches nobody",
                        desk -> reachesNobody(desk, "private-", "x-client-", true)),
                mandatory(
                        "internal-name",
                        "a client cannot say pusher_internal:… to others",
                        desk ->
                                reachesNobody(
                                        desk, "private-", "pusher_internal:member_added", true)),
                mandatory(
                        "too-large",
                        "one with 11 KB of data reaches nobody, and its sender is told",
                        ClientEventArea::tooLarge),
                optional(
                        "long-name",
                        "one with a name of 201 characters reaches nobody",
                        desk -> reachesNobody(desk, "private-", "client-" + "x".repeat(194), true)),
                optional(
                        "rate",
                        "a flood is answered with error 4301, and the socket stays",
                        ClientEventArea::rate));
    }

    private static String passes(Desk desk, @Nullable Object data) {
        String channel = desk.name("private-");
        Peer hearer = desk.peer();
        Peer speaker = desk.peer();
        hearer.enter(channel);
        speaker.enter(channel);
        speaker.event("client-said", channel, data);
        Frame said = hearer.next().is("client-said").on(channel);
        boolean same =
                data == null
                        || (data instanceof String text
                                ? said.data().isTextual() && said.data().textValue().equals(text)
                                : said.data().isObject()
                                        && said.data().path("n").asDouble() == 1.5);
        unless(same, "said %s, came %s", data, said);
        return said.text();
    }

    private static String noEcho(Desk desk) {
        String channel = desk.name("private-");
        Peer hearer = desk.peer();
        Peer speaker = desk.peer();
        hearer.enter(channel);
        speaker.enter(channel);
        speaker.event("client-said", channel, "{}");
        hearer.next().is("client-said");
        speaker.quiet();
        return "silence";
    }

    private static String userId(Desk desk) {
        String channel = desk.name("presence-");
        Peer hearer = desk.peer();
        Peer speaker = desk.peer();
        hearer.enter(channel, "{\"user_id\":\"1\"}");
        speaker.enter(channel, "{\"user_id\":\"2\"}");
        hearer.next().is("pusher_internal:member_added");
        speaker.event("client-said", channel, "{}");
        Frame said = hearer.next().is("client-said");
        unless(said.json().path("user_id").asText().equals("2"), "came %s", said);
        return said.text();
    }

    private static String noUserId(Desk desk) {
        String channel = desk.name("private-");
        Peer hearer = desk.peer();
        Peer speaker = desk.peer();
        hearer.enter(channel);
        speaker.enter(channel);
        speaker.say(
                Map.of("event", "client-said", "channel", channel, "data", "x", "user_id", "boss"));
        Frame said = hearer.next().is("client-said");
        unless(!said.json().has("user_id"), "came %s", said);
        return said.text();
    }

    private static String reachesNobody(Desk desk, String prefix, String event, boolean inside) {
        String channel = desk.name(prefix);
        Peer hearer = desk.peer();
        Peer speaker = desk.peer();
        hearer.enter(channel);
        if (inside) {
            speaker.enter(channel);
        }
        speaker.event(event, channel, "{}");
        List<Frame> told = speaker.sofar();
        hearer.quiet();
        unless(told.stream().allMatch(Frame::isError), "the speaker is told %s", told);
        return told.isEmpty() ? "silence" : told.toString();
    }

    private static String tooLarge(Desk desk) {
        String channel = desk.name("private-");
        Peer hearer = desk.peer();
        Peer speaker = desk.peer();
        hearer.enter(channel);
        speaker.enter(channel);
        speaker.event("client-said", channel, "x".repeat(11 * 1024));
        Frame told = speaker.refusal();
        hearer.quiet();
        return told.text();
    }

    private static String rate(Desk desk) {
        String channel = desk.name("private-");
        Peer speaker = desk.peer();
        speaker.enter(channel);
        for (int each = 0; each < TOO_MANY; each++) {
            speaker.event("client-said", channel, "{}");
        }
        List<Frame> told = speaker.sofar();
        unless(
                told.stream().anyMatch(frame -> frame.error().path("code").asInt() == 4301),
                "%d events at once are answered with %s",
                TOO_MANY,
                told.isEmpty() ? "silence" : told.getFirst());
        return told.getFirst().text();
    }
}

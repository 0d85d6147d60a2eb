package dev.maestro.conformance.point;

import static dev.maestro.conformance.wire.Deviation.unless;

import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Inbox;
import dev.maestro.conformance.wire.Peer;
import dev.maestro.conformance.wire.Signatures;
import java.time.Duration;
import java.util.List;

/** What the server posts to its application; it must be told to post to this program. */
final class WebhookArea extends Area {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    WebhookArea() {
        super("webhooks");
    }

    @Override
    public List<Point> points() {
        return List.of(
                optional(
                        "occupied",
                        "channel_occupied is posted, with key, signature of the raw body, and application/json",
                        WebhookArea::occupied),
                optional("vacated", "channel_vacated is posted", WebhookArea::vacated),
                optional(
                        "members",
                        "member_added and member_removed are posted with the user_id",
                        WebhookArea::members),
                optional(
                        "client-event",
                        "client_event is posted with its data and socket_id",
                        WebhookArea::clientEvent));
    }

    /** The letter that holds that kind of event about that channel, if it is rightly signed. */
    private static Inbox.Letter letter(Desk desk, String kind, String channel) {
        Inbox.Letter letter =
                desk.webhooks()
                        .await(
                                each ->
                                        each.body().contains("\"" + kind + "\"")
                                                && each.body().contains("\"" + channel + "\""),
                                PATIENCE);
        unless(letter.key().equals(desk.app().key()), "X-Pusher-Key is %s", letter.key());
        unless(
                letter.signature().equals(Signatures.hmac(desk.app().secret(), letter.body())),
                "the signature is not of the body: %s",
                letter);
        unless(
                letter.contentType().equals("application/json"),
                "Content-Type is %s",
                letter.contentType());
        return letter;
    }

    private static String occupied(Desk desk) {
        desk.webhooks();
        String channel = desk.name("room-");
        desk.peer().enter(channel);
        return letter(desk, "channel_occupied", channel).body();
    }

    private static String vacated(Desk desk) {
        desk.webhooks();
        String channel = desk.name("room-");
        Peer peer = desk.peer();
        peer.enter(channel);
        peer.unsubscribe(channel).quiet();
        return letter(desk, "channel_vacated", channel).body();
    }

    private static String members(Desk desk) {
        desk.webhooks();
        String channel = desk.name("presence-");
        Peer peer = desk.peer();
        peer.enter(channel, "{\"user_id\":\"u7\"}");
        Inbox.Letter added = letter(desk, "member_added", channel);
        unless(added.body().contains("u7"), "came %s", added.body());
        peer.unsubscribe(channel).quiet();
        return letter(desk, "member_removed", channel).body();
    }

    private static String clientEvent(Desk desk) {
        desk.webhooks();
        String channel = desk.name("private-");
        Peer peer = desk.peer();
        peer.enter(channel);
        peer.event("client-said", channel, "something");
        Inbox.Letter said = letter(desk, "client_event", channel);
        unless(
                said.body().contains(peer.socketId()) && said.body().contains("something"),
                "came %s",
                said.body());
        return said.body();
    }
}

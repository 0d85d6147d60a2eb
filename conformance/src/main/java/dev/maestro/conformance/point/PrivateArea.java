package dev.maestro.conformance.point;

import static dev.maestro.conformance.wire.Deviation.unless;

import dev.maestro.conformance.wire.Credentials;
import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Frame;
import dev.maestro.conformance.wire.Peer;
import dev.maestro.conformance.wire.Signatures;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Channels that want a signature. */
final class PrivateArea extends Area {

    PrivateArea() {
        super("private");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory(
                        "right",
                        "a right signature opens private and private-encrypted channels",
                        PrivateArea::right),
                mandatory(
                        "channel-data",
                        "channel_data, where sent, is part of what is signed",
                        PrivateArea::channelData),
                mandatory(
                        "channel-data-unsigned",
                        "channel_data that was not signed is refused",
                        desk ->
                                refused(
                                        desk,
                                        "{\"a\":1}",
                                        (peer, channel) -> peer.auth(channel, ""))),
                mandatory(
                        "wrong-signature",
                        "a wrong signature is refused",
                        desk ->
                                refused(
                                        desk,
                                        "",
                                        (peer, _) -> desk.app().key() + ":" + "0".repeat(64))),
                mandatory(
                        "other-channel",
                        "the signature of another channel is refused",
                        desk -> refused(desk, "", (peer, channel) -> peer.auth(channel + "x", ""))),
                mandatory(
                        "other-socket",
                        "the signature of another socket is refused",
                        desk -> refused(desk, "", (_, channel) -> desk.peer().auth(channel, ""))),
                mandatory(
                        "other-secret",
                        "a signature with another secret is refused",
                        desk ->
                                refused(
                                        desk,
                                        "",
                                        (peer, channel) ->
                                                Signatures.channel(
                                                        new Credentials(
                                                                "-", desk.app().key(), "guess"),
                                                        peer.socketId(),
                                                        channel,
                                                        ""))),
                mandatory(
                        "other-key",
                        "a right signature under another key is refused",
                        desk ->
                                refused(
                                        desk,
                                        "",
                                        (peer, channel) ->
                                                "other:"
                                                        + peer.auth(channel, "")
                                                                .replaceFirst("^.*:", ""))),
                mandatory(
                        "no-signature",
                        "an empty, missing or shapeless signature is refused",
                        PrivateArea::noSignature),
                mandatory(
                        "still-useful",
                        "after a refusal the socket enters with a right signature",
                        PrivateArea::stillUseful),
                mandatory(
                        "outside",
                        "who was refused hears nothing of the channel",
                        PrivateArea::outside),
                mandatory(
                        "encrypted",
                        "an encrypted payload passes untouched",
                        PrivateArea::encrypted));
    }

    private static String right(Desk desk) {
        Peer peer = desk.peer();
        peer.enter(desk.name("private-encrypted-"));
        Frame entered = peer.enter(desk.name("private-"));
        unless(entered.data().asText().equals("{}"), "data is no {}: %s", entered);
        return entered.text();
    }

    private static String channelData(Desk desk) {
        return desk.peer().enter(desk.name("private-"), "{ \"user_id\": 7 }").text();
    }

    private static String refused(
            Desk desk, String channelData, BiFunction<Peer, String, String> auth) {
        Peer peer = desk.peer();
        String channel = desk.name("private-");
        return told(peer.subscribe(channel, channelData, auth.apply(peer, channel)).refusal());
    }

    /** The client must be able to tell that it is about a right that lacks. */
    private static String told(Frame refusal) {
        int code = refusal.error().path("code").asInt(4009);
        int status = refusal.error().path("status").asInt(401);
        unless(
                code == 4009 && (status == 401 || status == 403),
                "expected error 4009 or status 401, came %s",
                refusal);
        return refusal.text();
    }

    private static String noSignature(Desk desk) {
        Peer peer = desk.peer();
        for (String auth : List.of("", ":", "nonsense")) {
            peer.subscribe(desk.name("private-"), "", auth).refusal();
        }
        Map<String, String> data = Map.of("channel", desk.name("private-"));
        peer.say(Map.of("event", "pusher:subscribe", "data", data));
        return told(peer.refusal());
    }

    private static String stillUseful(Desk desk) {
        Peer peer = desk.peer();
        String channel = desk.name("private-");
        peer.subscribe(channel, "", desk.app().key() + ":" + "f".repeat(64)).refusal();
        return peer.enter(channel).text();
    }

    private static String outside(Desk desk) {
        Peer stranger = desk.peer();
        Peer member = desk.peer();
        String channel = desk.name("private-");
        member.enter(channel);
        stranger.subscribe(channel, "", desk.app().key() + ":" + "f".repeat(64)).refusal();
        desk.rest().publish(channel, "secret", "{}");
        member.next().is("secret");
        stranger.quiet();
        return "silence";
    }

    private static String encrypted(Desk desk) {
        Peer peer = desk.peer();
        String channel = desk.name("private-encrypted-");
        peer.enter(channel);
        String data =
                "{\"nonce\":\"4sVYwy4j/8dCcjyxtPCWyk19GaaViaW9\",\"ciphertext\":\"/GMESnFGlbNn01BuBjp31XYa3i9vZsGKR8fgR9EDhXKx3lzGiUD501A=\"}";
        desk.rest().publish(channel, "news", data);
        Frame event = peer.next().is("news");
        unless(event.data().asText().equals(data), "published %s, came %s", data, event);
        return "untouched";
    }
}

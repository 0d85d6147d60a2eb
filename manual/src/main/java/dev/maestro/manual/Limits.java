package dev.maestro.manual;

import dev.maestro.hub.AppKey;
import dev.maestro.hub.HubConfig;
import dev.maestro.hub.channel.Limit;
import dev.maestro.protocol.rpc.RpcCodec;
import dev.maestro.studio.Studio;
import dev.maestro.studio.contract.Contract;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.identity.IdentityConfig;
import dev.maestro.studio.live.LiveFeed;
import dev.maestro.studio.run.Leases;
import dev.maestro.studio.run.OutputApi;
import dev.maestro.studio.web.Items;
import dev.maestro.studio.web.WebConfig;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The numbers of the contract, from where the code has them. */
final class Limits {

    private Limits() {}

    static String table() {
        HubConfig hub = HubConfig.defaults(List.of(new AppKey("id", "key", "secret")));
        IdentityConfig identity = IdentityConfig.defaults();
        return ProtocolPage.rows(
                "| what | how much | beyond it |",
                Stream.of(
                        row(
                                "one message from a client",
                                bytes(Studio.LARGEST_MESSAGE),
                                "close 1009"),
                        row("messages in a batch", RpcCodec.LARGEST_BATCH, "`invalid_request`"),
                        row("frames waiting for one slow socket", hub.outboxFrames(), "close 4100"),
                        row(
                                "channels of one socket",
                                Limit.SUBSCRIPTIONS.usual(),
                                "`pusher:error`"),
                        row(
                                "silence before the server pings",
                                time(hub.activityTimeout()),
                                "`pusher:ping`"),
                        row("time for the pong", time(hub.pongTimeout()), "close 4201"),
                        row(
                                "time to accept a run",
                                time(Leases.TIME_TO_ACCEPT),
                                "offered elsewhere"),
                        row(
                                "silence of a session (three heartbeats)",
                                time(Fleet.LEASE),
                                "its runs are orphaned"),
                        row("events that `session.sync` answers", Contract.MOST_MISSED, "`resync`"),
                        row(
                                "output in one upload, unpacked",
                                bytes(OutputApi.LARGEST_CHUNK),
                                "`too_large`"),
                        row(
                                "output in one answer",
                                bytes(OutputApi.LARGEST_ANSWER),
                                "ask for the rest"),
                        row(
                                "output in one `output` event",
                                bytes(LiveFeed.LARGEST_PIECE),
                                "several events"),
                        row(
                                "body of one HTTP request",
                                bytes(WebConfig.of("", 0, "").maxBodyBytes()),
                                "`too_large`"),
                        row(
                                "things on one page of a list",
                                "%d, at most %d".formatted(Items.USUALLY, Items.MOST),
                                "`next`"),
                        row(
                                "life of an access token",
                                time(identity.accessTokenLife()),
                                "`unauthenticated`"),
                        row(
                                "life of an unused refresh token",
                                time(identity.refreshTokenLife()),
                                "`unauthenticated`")));
    }

    private static String row(String what, Object much, String beyond) {
        return "| %s | %s | %s |".formatted(what, much, beyond);
    }

    private static String bytes(int count) {
        return count % (1 << 20) == 0 ? (count >> 20) + " MiB" : (count >> 10) + " KiB";
    }

    private static String time(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " days";
        }
        return time.toMinutes() >= 2 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}

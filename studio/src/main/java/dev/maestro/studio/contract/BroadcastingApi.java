package dev.maestro.studio.contract;

import dev.maestro.protocol.Refused;
import dev.maestro.protocol.contract.ChannelKind;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.pusher.Signer;
import dev.maestro.protocol.pusher.SocketId;
import dev.maestro.protocol.work.Presence;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.web.Api;
import dev.maestro.studio.web.Caller;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Endpoint;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a caller's socket into a channel, by the signature of Pusher Channels. {@link ChannelRules}
 * decide; who is turned away learns nothing about why.
 */
public final class BroadcastingApi implements Api {

    /**
     * Also a form with the same names, as stock clients send it.
     *
     * @param socketId from {@code pusher:connection_established}
     * @param session on the presence channel: enters as this session of the caller's own
     */
    private record AuthRequest(String socketId, String channelName, Optional<SessionId> session) {}

    /**
     * @param auth goes into {@code pusher:subscribe} as it is
     * @param channelData on presence channels: so does this
     */
    private record AuthAnswer(String auth, Optional<String> channelData) {}

    /** What presence channels know a member by. */
    private record ChannelData(String userId, Presence userInfo) {}

    private final Signer signer;
    private final Entrances entrances;

    public BroadcastingApi(Signer signer, Entrances entrances) {
        this.signer = signer;
        this.entrances = entrances;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/api/v1/broadcasting/auth",
                                "Signs a socket's entry into a channel; JSON or a form.",
                                this::sign)
                        .asks(AuthRequest.class)
                        .answers(AuthAnswer.class));
    }

    private void sign(Context ctx) {
        Caller caller = Callers.required(ctx);
        AuthRequest asked = ctx.isFormUrlencoded() ? form(ctx) : ctx.bodyAsClass(AuthRequest.class);
        SocketId socket =
                SocketId.parse(asked.socketId())
                        .orElseThrow(() -> Refused.invalid("socket_id", "this is no socket id"));
        ChannelKind.Address channel =
                ChannelKind.parse(asked.channelName())
                        .orElseThrow(() -> ChannelRules.forbidden(asked.channelName()));
        Optional<String> data =
                entrances
                        .enter(caller, socket, channel, asked.session())
                        .presence()
                        .map(BroadcastingApi::channelData);
        ctx.json(new AuthAnswer(signer.channel(socket, channel.name(), data).toString(), data))
                .header("Cache-Control", "no-store");
    }

    /** A user is one member, however many windows are open; each session is one of its own. */
    private static String channelData(Presence presence) {
        return Json.write(
                new ChannelData(presence.session().orElse(presence.user()).toString(), presence));
    }

    private static AuthRequest form(Context ctx) {
        return new AuthRequest(
                field(ctx, "socket_id"),
                field(ctx, "channel_name"),
                Optional.ofNullable(ctx.formParam("session")).map(SessionId::parse));
    }

    private static String field(Context ctx, String name) {
        @Nullable String value = ctx.formParam(name);
        if (value == null) {
            throw Refused.invalid(name, "the field " + name + " is missing");
        }
        return value;
    }
}

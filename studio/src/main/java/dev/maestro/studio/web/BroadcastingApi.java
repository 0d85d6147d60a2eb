package dev.maestro.studio.web;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.pusher.Signer;
import dev.maestro.protocol.pusher.SocketId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/v1/broadcasting/auth}: lets a caller's socket into a private channel, by the
 * signature of Pusher Channels ({@code socket_id:channel_name} under the application's secret). The
 * gates decide; who is turned away learns nothing about why.
 */
public final class BroadcastingApi implements Routes {

    /** Also a form with the same names, as stock clients send it. */
    private record AuthRequest(String socketId, String channelName) {}

    private record AuthAnswer(String auth) {}

    private final Signer signer;
    private final List<ChannelGate> gates;

    public BroadcastingApi(Signer signer, List<ChannelGate> gates) {
        this.signer = signer;
        this.gates = List.copyOf(gates);
    }

    @Override
    public void mount(RoutesConfig routes) {
        routes.post("/api/v1/broadcasting/auth", this::sign);
    }

    private void sign(Context ctx) {
        Caller caller = Callers.required(ctx);
        AuthRequest asked =
                ctx.isFormUrlencoded()
                        ? new AuthRequest(field(ctx, "socket_id"), field(ctx, "channel_name"))
                        : ctx.bodyAsClass(AuthRequest.class);
        SocketId socket =
                SocketId.parse(asked.socketId())
                        .orElseThrow(() -> Refused.invalid("socket_id", "this is no socket id"));
        String channel = asked.channelName();
        if (!channel.startsWith("private-")
                || gates.stream().noneMatch(gate -> gate.mayEnter(caller, channel))) {
            throw new Refused(RefusalCode.FORBIDDEN, "you may not enter the channel " + channel);
        }
        ctx.json(new AuthAnswer(signer.channel(socket, channel, Optional.empty()).toString()))
                .header("Cache-Control", "no-store");
    }

    private static String field(Context ctx, String name) {
        @Nullable String value = ctx.formParam(name);
        if (value == null) {
            throw Refused.invalid(name, "the field " + name + " is missing");
        }
        return value;
    }
}

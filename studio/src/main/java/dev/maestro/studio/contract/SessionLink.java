package dev.maestro.studio.contract;

import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.pusher.SocketId;
import dev.maestro.protocol.rpc.RpcCodec;
import dev.maestro.protocol.rpc.RpcMessage;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.protocol.work.StudioMethod;
import dev.maestro.studio.fleet.Session;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.run.RunId;
import dev.maestro.studio.run.RunPost;
import java.util.Optional;
import java.util.UUID;

/** What Studio asks of sessions, as requests on their channels. Any thread may use it. */
public final class SessionLink implements RunPost {

    private final Channels channels;

    public SessionLink(Channels channels) {
        this.channels = channels;
    }

    /** Says whether the session was there to hear it. */
    public boolean dispatch(SessionId session, StudioMethod.Dispatch dispatch) {
        return request(session, MethodName.RUN_DISPATCH, dispatch, Optional.empty());
    }

    @Override
    public void cancel(SessionId session, RunId run, long fence, FailureReason reason) {
        request(
                session,
                MethodName.RUN_CANCEL,
                new StudioMethod.Cancel(run.value(), fence, reason),
                Optional.empty());
    }

    @Override
    public boolean steer(SessionId session, RunId run, String text, UUID directive) {
        return request(
                session,
                MethodName.RUN_STEER,
                new StudioMethod.Steer(run.value(), text, Optional.of(directive)),
                Optional.empty());
    }

    @Override
    public boolean answer(SessionId session, RunId run, UUID question, String answer) {
        return request(
                session,
                MethodName.RUN_ANSWER,
                new StudioMethod.Answer(run.value(), question, answer),
                Optional.empty());
    }

    /** For the sockets that spoke for the session before this one. */
    void replaced(SessionId session, SocketId by) {
        request(
                session,
                MethodName.SESSION_REPLACED,
                new StudioMethod.Replaced("another connection speaks for this session"),
                Optional.of(by));
    }

    /** Says whether the session was there to hear it. */
    public boolean drain(SessionId session) {
        return request(
                session,
                MethodName.SESSION_DRAIN,
                new StudioMethod.Drain(Optional.empty()),
                Optional.empty());
    }

    /**
     * @param text one message or a batch
     */
    void answer(SessionId session, String text) {
        channels.publish(Session.channel(session), MethodName.DOWN, text);
    }

    private boolean request(
            SessionId session, String method, StudioMethod params, Optional<SocketId> except) {
        RpcMessage request =
                new RpcMessage.Request(UUID.randomUUID().toString(), method, Json.node(params));
        return channels.publish(
                        Session.channel(session), MethodName.DOWN, RpcCodec.write(request), except)
                > 0;
    }
}

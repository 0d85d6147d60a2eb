package dev.maestro.studio.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.hub.ClientEventOutcome;
import dev.maestro.hub.HubListener;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.SocketId;
import dev.maestro.protocol.rpc.RpcCodec;
import dev.maestro.protocol.rpc.RpcError;
import dev.maestro.protocol.rpc.RpcMessage;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.platform.Incident;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.run.Runs;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to what sessions say on their own channels and answers there. Entering a session's
 * channel took a signature, which only its user gets: so the channel says who speaks. Called on
 * each socket's own thread.
 */
public final class Contract implements HubListener {

    private static final Logger LOG = LoggerFactory.getLogger(Contract.class);
    private static final Pattern CHANNEL =
            Pattern.compile("private-session\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    private final SessionCalls calls;
    private final SessionLink link;
    private final Fleet fleet;

    private Contract(SessionCalls calls, SessionLink link, Fleet fleet) {
        this.calls = calls;
        this.link = link;
        this.fleet = fleet;
    }

    /**
     * @param seatsChanged called when a session comes or goes, to wake the dispatcher
     */
    public static Contract open(
            Fleet fleet, Runs runs, Projects projects, SessionLink link, Runnable seatsChanged) {
        return new Contract(
                new SessionCalls(fleet, runs, projects, link, seatsChanged), link, fleet);
    }

    /** Everything said to Studio is consumed; what is no call of the contract is refused there. */
    @Override
    public ClientEventOutcome clientEvent(
            SocketId from, ChannelName channel, String event, String data) {
        Matcher name = CHANNEL.matcher(channel.value());
        if (!event.equals(MethodName.UP) || !name.matches()) {
            LOG.debug("socket {} said {} on {}: nobody listens", from, event, channel.value());
            return ClientEventOutcome.CONSUMED;
        }
        SessionId session = SessionId.parse(name.group(1));
        try {
            RpcCodec.read(data).forEach(message -> hear(session, from, message));
        } catch (Refused unreadable) {
            link.answer(session, new RpcMessage.ErrorResponse("", RpcError.of(unreadable)));
        }
        return ClientEventOutcome.CONSUMED;
    }

    /** Who has left the channel does not hear what is asked of the session. */
    @Override
    public void unsubscribed(SocketId socket, ChannelName channel) {
        Matcher name = CHANNEL.matcher(channel.value());
        if (name.matches()) {
            fleet.disconnected(SessionId.parse(name.group(1)), socket);
        }
    }

    @Override
    public void disconnected(SocketId socket) {
        fleet.disconnected(socket);
    }

    private void hear(SessionId session, SocketId from, RpcMessage message) {
        switch (message) {
            case RpcMessage.Request(String id, String method, JsonNode params) ->
                    answer(session, from, method, params, id)
                            .ifPresent(answer -> link.answer(session, answer));
            case RpcMessage.Notification(String method, JsonNode params) ->
                    answer(session, from, method, params, "");
            case RpcMessage.Response _ -> LOG.trace("session {} has received", session);
            case RpcMessage.ErrorResponse(String id, RpcError error) ->
                    LOG.info("session {} refuses request {}: {}", session, id, error);
        }
    }

    private Optional<RpcMessage> answer(
            SessionId session, SocketId from, String method, JsonNode params, String id) {
        try {
            Object result = calls.call(session, from, method, params);
            return Optional.of(new RpcMessage.Response(id, Json.node(result)));
        } catch (Refused refused) {
            LOG.info(
                    "session {} {} refused: {} {}",
                    session,
                    method,
                    refused.code().wireName(),
                    refused.getMessage());
            return Optional.of(new RpcMessage.ErrorResponse(id, RpcError.of(refused)));
        } catch (RuntimeException fault) {
            Incident incident = Incident.log(LOG, "in " + method, fault);
            return Optional.of(
                    new RpcMessage.ErrorResponse(
                            id,
                            RpcError.of(
                                    new Refused(
                                            RefusalCode.INTERNAL,
                                            "an error of ours; it is known as incident "
                                                    + incident.id(),
                                            Map.of("incident", incident.id())))));
        }
    }
}

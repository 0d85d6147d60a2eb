package dev.maestro.studio.contract;

import dev.maestro.hub.ClientEventOutcome;
import dev.maestro.hub.HubListener;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.contract.ChannelKind;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.SocketId;
import dev.maestro.protocol.rpc.Heard;
import dev.maestro.protocol.rpc.RpcCodec;
import dev.maestro.protocol.rpc.RpcError;
import dev.maestro.protocol.rpc.RpcMessage;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.run.Runs;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to what sessions say on their own channels and answers there. Entering a session's
 * channel took a signature, which only its user gets: so the channel says who speaks. Called on
 * each socket's own thread.
 */
public final class Contract implements HubListener, AutoCloseable {

    /** More missed events than this are not told: the client reads the state anew. */
    public static final int MOST_MISSED = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Contract.class);

    private final Answers answers;
    private final SessionLink link;
    private final Fleet fleet;
    private final OtherStudios others;
    private final Consumer<SocketId> gone;

    private Contract(
            Answers answers,
            SessionLink link,
            Fleet fleet,
            OtherStudios others,
            Consumer<SocketId> gone) {
        this.answers = answers;
        this.link = link;
        this.fleet = fleet;
        this.others = others;
        this.gone = gone;
    }

    /**
     * @param tellOthers takes a text to the other studios of the database, if any
     * @param gone called when a socket is gone
     * @param seatsChanged called when a session comes or goes, to wake the dispatcher
     */
    public static Contract open(
            Fleet fleet,
            Runs runs,
            Projects projects,
            SessionLink link,
            Consumer<String> tellOthers,
            Consumer<SocketId> gone,
            Runnable seatsChanged) {
        OtherStudios others = new OtherStudios(fleet, tellOthers);
        return new Contract(
                new Answers(new SessionCalls(fleet, runs, projects, link, others, seatsChanged)),
                link,
                fleet,
                others,
                gone);
    }

    /** Everything said to Studio is consumed; what is no call of the contract is refused there. */
    @Override
    public ClientEventOutcome clientEvent(
            SocketId from, ChannelName channel, String event, String data) {
        Optional<SessionId> session = session(channel);
        if (!event.equals(MethodName.UP) || session.isEmpty()) {
            LOG.debug("socket {} said {} on {}: nobody listens", from, event, channel.value());
            return ClientEventOutcome.CONSUMED;
        }
        hear(session.get(), Optional.of(from), data, text -> link.answer(session.get(), text));
        return ClientEventOutcome.CONSUMED;
    }

    /**
     * What a session says without a socket, by HTTP; the answer is empty when none is wanted.
     *
     * @throws Refused {@code parse_error} or {@code invalid_request}
     */
    CompletableFuture<Optional<String>> call(SessionId session, String text) {
        Heard heard = RpcCodec.hear(text);
        return answers.to(session, Optional.empty(), heard)
                .thenApply(all -> written(heard.batch(), all));
    }

    /** Who has left the channel does not hear what is asked of the session. */
    @Override
    public void unsubscribed(SocketId socket, ChannelName channel) {
        session(channel).ifPresent(session -> fleet.disconnected(session, socket));
    }

    @Override
    public void disconnected(SocketId socket) {
        fleet.disconnected(socket);
        gone.accept(socket);
    }

    @Override
    public void peerSaid(String text) {
        others.heard(text);
    }

    @Override
    public void peerJoined() {
        others.joined();
    }

    private void hear(
            SessionId session, Optional<SocketId> from, String data, Consumer<String> answer) {
        try {
            Heard heard = RpcCodec.hear(data);
            answers.to(session, from, heard)
                    .thenAccept(all -> written(heard.batch(), all).ifPresent(answer));
        } catch (Refused unreadable) {
            answer.accept(
                    RpcCodec.write(new RpcMessage.ErrorResponse("", RpcError.of(unreadable))));
        }
    }

    private static Optional<String> written(boolean batch, List<RpcMessage> answers) {
        if (answers.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(batch ? RpcCodec.write(answers) : RpcCodec.write(answers.getFirst()));
    }

    private static Optional<SessionId> session(ChannelName channel) {
        return ChannelKind.parse(channel.value())
                .filter(address -> address.kind() == ChannelKind.SESSION)
                .map(address -> new SessionId(address.id()));
    }

    /** Lets completions that are being proved be answered, for a few seconds. */
    @Override
    public void close() {
        answers.close();
    }
}

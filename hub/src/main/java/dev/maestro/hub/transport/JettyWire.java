package dev.maestro.hub.transport;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link Wire} over Jetty's WebSocket core. */
final class JettyWire implements FrameHandler, Wire {

    private static final Logger LOG = LoggerFactory.getLogger(JettyWire.class);

    private final Handshake handshake;
    private final MessageAssembly assembly;
    private final WireHost host;
    private @Nullable CoreSession session;
    private @Nullable WireListener listener;

    JettyWire(Handshake handshake, int maxMessageBytes, WireHost host) {
        this.handshake = handshake;
        this.assembly = new MessageAssembly(maxMessageBytes);
        this.host = host;
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        session = opened;
        callback.succeeded();
        listener = host.opened(handshake, this);
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        listener().alive();
        switch (frame.getOpCode()) {
            case OpCode.PING -> pong(frame, callback);
            case OpCode.TEXT, OpCode.BINARY, OpCode.CONTINUATION -> data(frame, callback);
            case OpCode.PONG -> {
                callback.succeeded();
                readMore();
            }
            default -> callback.succeeded(); // a close frame: the library confirms it
        }
    }

    /**
     * Reads on only when the pong is out: a peer that pings and never reads cannot fill the memory.
     */
    private void pong(Frame ping, Callback callback) {
        ByteBuffer payload = ByteBuffer.allocate(ping.getPayloadLength());
        payload.put(ping.getPayload().slice()).flip();
        callback.succeeded();
        session()
                .sendFrame(
                        new Frame(OpCode.PONG, payload),
                        Callback.from(this::readMore, _ -> readMore()),
                        false);
    }

    private void data(Frame frame, Callback callback) {
        ByteBuffer payload = frame.getPayload().slice();
        if (assembly.exceededBy(payload)) {
            callback.succeeded();
            close(CloseStatus.MESSAGE_TOO_LARGE, "Maximum message size exceeded");
        } else if (!frame.isFin()) {
            assembly.add(payload);
            callback.succeeded();
            readMore();
        } else {
            whole(payload, callback);
        }
    }

    private void whole(ByteBuffer payload, Callback callback) {
        String text;
        try {
            text = assembly.finish(payload);
        } catch (CharacterCodingException notText) {
            callback.succeeded();
            close(CloseStatus.BAD_PAYLOAD, "Not UTF-8");
            return;
        }
        callback.succeeded();
        listener().message(text);
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        LOG.debug("A socket failed", cause);
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        callback.succeeded();
        WireListener told = listener;
        if (told != null) {
            told.closed();
        }
    }

    @Override
    public void write(List<TextMessage> messages, WriteDone done) {
        int last = messages.size() - 1;
        for (int i = 0; i < last; i++) {
            session().sendFrame(frame(messages.get(i)), Callback.NOOP, true);
        }
        Callback callback = Callback.from(() -> done.written(true), _ -> done.written(false));
        session().sendFrame(frame(messages.get(last)), callback, false);
    }

    @Override
    public void ping() {
        session().sendFrame(new Frame(OpCode.PING), Callback.NOOP, false);
    }

    @Override
    public void close(int code, String reason) {
        session().close(code, reason, Callback.NOOP);
    }

    @Override
    public void abort() {
        session().abort();
    }

    @Override
    public void readMore() {
        session().demand();
    }

    private static Frame frame(TextMessage message) {
        return new Frame(OpCode.TEXT, message.buffer());
    }

    private CoreSession session() {
        return Objects.requireNonNull(session, "the wire is not open yet");
    }

    private WireListener listener() {
        return Objects.requireNonNull(listener, "the wire is not open yet");
    }
}

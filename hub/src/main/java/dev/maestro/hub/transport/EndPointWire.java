package dev.maestro.hub.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket straight on Jetty's end point, which HTTP handed over. It reads on the selector's own
 * thread, and holds no buffer while nothing comes.
 */
final class EndPointWire extends AbstractConnection.NonBlocking
        implements Connection.UpgradeTo, Wire, FrameSink {

    private static final int READ_BYTES = 16 * 1024;
    private static final int OUR_FAULT = 1011;
    private static final WriteDone NOBODY_ASKS = _ -> {};

    /** How long a peer that broke the rules has to read why, before it is cut off. */
    private static final long LINGER_SECONDS = 1;

    /** What is needed for the opening only. */
    private record Opening(Handshake handshake, WireHost host, ByteBuffer alreadyRead) {}

    private final ByteBufferPool buffers;
    private final Scheduler scheduler;
    private final FrameReader reader;
    private final Output output;
    private final Wires wires;
    private @Nullable Opening opening;

    /** Set by the thread that opens the wire, and needed by the one that closes it meanwhile. */
    private volatile @Nullable WireListener listener;

    private volatile boolean gone;
    private boolean told;
    private volatile boolean closeSent;

    EndPointWire(
            EndPoint endPoint,
            Executor executor,
            Scheduler scheduler,
            ByteBufferPool buffers,
            int maxMessageBytes,
            Wires wires,
            Handshake handshake,
            WireHost host) {
        super(endPoint, executor);
        this.buffers = buffers;
        this.scheduler = scheduler;
        this.reader = new FrameReader(maxMessageBytes, this);
        this.output = new Output(endPoint);
        this.wires = wires;
        this.opening = new Opening(handshake, host, BufferUtil.EMPTY_BUFFER);
    }

    @Override
    public void onUpgradeTo(ByteBuffer alreadyRead) {
        Opening known = Objects.requireNonNull(opening);
        opening = new Opening(known.handshake(), known.host(), BufferUtil.copy(alreadyRead));
    }

    @Override
    public void onOpen() {
        super.onOpen();
        getEndPoint().setIdleTimeout(0);
        Opening known = Objects.requireNonNull(opening);
        opening = null;
        listener = known.host().opened(known.handshake(), this);
        // Closed during the greeting: then nobody tells this connection, or told it too early.
        if (gone || !getEndPoint().isOpen()) {
            tellClosed();
            return;
        }
        if (known.alreadyRead().hasRemaining()) {
            reader.read(known.alreadyRead());
        }
        readOn();
    }

    @Override
    public void onFillable() {
        RetainableByteBuffer.Mutable chunk = buffers.acquire(READ_BYTES, true);
        try {
            ByteBuffer bytes = chunk.getByteBuffer();
            if (getEndPoint().fill(bytes) < 0) {
                getEndPoint().close();
                return;
            }
            if (bytes.hasRemaining() && !reader.hasEnded()) {
                listener().alive();
                reader.read(bytes);
            }
        } catch (IOException broken) {
            getEndPoint().close(broken);
            return;
        } catch (RuntimeException fault) {
            String incident = Incident.log("A socket could not be read", fault);
            violation(OUR_FAULT, "This is our fault (incident " + incident + ")");
        } finally {
            chunk.release();
        }
        readOn();
    }

    /** After the last word all that comes is read and dropped, until the peer ends too. */
    private void readOn() {
        if (reader.hasEnded()
                || (listener().wantsMore() && !output.isCrowded(this::fillInterested))) {
            fillInterested();
        }
    }

    @Override
    public void onFillInterestedFailed(Throwable cause) {
        getEndPoint().close(cause);
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        super.onClose(cause);
        gone = true;
        tellClosed();
    }

    private void tellClosed() {
        WireListener known = listener;
        if (known != null && isFirstToTell()) {
            wires.ends();
            known.closed();
            listener = Nobody.HEARS;
        }
    }

    private synchronized boolean isFirstToTell() {
        boolean first = !told;
        told = true;
        return first;
    }

    @Override
    public void text(String message) {
        if (!closeSent) {
            listener().message(message);
        }
    }

    @Override
    public void binary(byte[] message) {
        if (!closeSent) {
            listener().binary(message);
        }
    }

    @Override
    public void ping(byte[] payload) {
        output.send(ByteBuffer.wrap(Frames.encode(Frames.PONG, payload)), NOBODY_ASKS);
    }

    @Override
    public void pong() {}

    @Override
    public void closing(int code, String reason) {
        closeSent = true;
        ByteBuffer answer = ByteBuffer.wrap(Frames.encodeClose(code, reason));
        if (!output.seal(answer, _ -> getEndPoint().close())) {
            getEndPoint().close();
        }
    }

    /** The peer may still be sending: were the connection cut, it would never read why. */
    @Override
    public void violation(int code, String reason) {
        closeSent = true;
        ByteBuffer lastWord = ByteBuffer.wrap(Frames.encodeClose(code, reason));
        output.seal(lastWord, _ -> getEndPoint().shutdownOutput());
        scheduler.schedule(getEndPoint()::close, LINGER_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void write(WriteBuffer messages, WriteDone done) {
        output.send(messages.content(), done);
    }

    @Override
    public void write(TextMessage message, WriteDone done) {
        output.send(ByteBuffer.wrap(message.frame()), done);
    }

    @Override
    public void ping() {
        output.send(ByteBuffer.wrap(Frames.encode(Frames.PING, new byte[0])), NOBODY_ASKS);
    }

    @Override
    public void close(int code, String reason) {
        closeSent = true;
        output.seal(ByteBuffer.wrap(Frames.encodeClose(code, reason)), NOBODY_ASKS);
    }

    @Override
    public void abort() {
        getEndPoint().close();
    }

    @Override
    public void readMore() {
        readOn();
    }

    /** The server's threads may hold a wire that is gone for long; nothing else is held by it. */
    private enum Nobody implements WireListener {
        HEARS;

        @Override
        public void alive() {}

        @Override
        public void message(String text) {}

        @Override
        public void binary(byte[] message) {}

        @Override
        public boolean wantsMore() {
            return true;
        }

        @Override
        public void closed() {}
    }

    private WireListener listener() {
        return Objects.requireNonNull(listener, "the wire is not open yet");
    }
}

package dev.maestro.hub.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.maestro.protocol.pusher.ServerFrame;
import java.nio.ByteBuffer;

/** A frame as bytes: encoded once, then shared by all sockets it goes to. Immutable. */
public final class TextMessage {

    private final byte[] utf8;

    private TextMessage(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** Encodes the frame. */
    public static TextMessage of(ServerFrame frame) {
        return new TextMessage(frame.json().getBytes(UTF_8));
    }

    /** A buffer of its own over the shared bytes, which nobody writes to. */
    ByteBuffer buffer() {
        return ByteBuffer.wrap(utf8);
    }
}

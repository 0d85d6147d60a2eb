package dev.maestro.hub.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.maestro.protocol.pusher.ServerFrame;

/**
 * A message as the bytes of its WebSocket frame: encoded once, then shared by all sockets it goes
 * to. Immutable.
 */
public final class TextMessage {

    private final byte[] frame;

    TextMessage(byte[] frame) {
        this.frame = frame;
    }

    /** Encodes the message. */
    public static TextMessage of(ServerFrame message) {
        return new TextMessage(Frames.encode(Frames.TEXT, message.json().getBytes(UTF_8)));
    }

    /** How many bytes go out for it. */
    public int bytes() {
        return frame.length;
    }

    /** Nobody may write to it. */
    byte[] frame() {
        return frame;
    }
}

package dev.maestro.hub.transport;

import java.util.List;

/** One WebSocket, from the server's side. For any number of threads; no method blocks. */
public interface Wire {

    /**
     * Sends the messages, in as few writes as possible. The next write may be asked for only when
     * {@code done} was called.
     */
    void write(List<TextMessage> messages, WriteDone done);

    /** Sends a WebSocket ping, which every WebSocket library answers by itself. */
    void ping();

    /** Sends the close frame; a peer that never confirms it must be cut off by {@link #abort}. */
    void close(int code, String reason);

    /** Cuts the connection without a word. */
    void abort();

    /**
     * Asks for the next message; to be called once after the opening and once after each message.
     */
    void readMore();

    /** What follows a write. */
    @FunctionalInterface
    interface WriteDone {

        /** Called once: the bytes are with the operating system, or never will be. */
        void written(boolean sent);
    }
}

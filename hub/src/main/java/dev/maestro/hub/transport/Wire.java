package dev.maestro.hub.transport;

/** One WebSocket, from the server's side. For any number of threads; no method blocks. */
public interface Wire {

    /**
     * Sends what is in the buffer, in one write; when this returns the buffer is free again. The
     * next write may be asked for only when {@code done} was called.
     */
    void write(WriteBuffer messages, WriteDone done);

    /** Sends one message, as {@link #write(WriteBuffer, WriteDone)}. */
    void write(TextMessage message, WriteDone done);

    /** Sends a WebSocket ping, which every WebSocket library answers by itself. */
    void ping();

    /** Sends the close frame; a peer that never confirms it must be cut off by {@link #abort}. */
    void close(int code, String reason);

    /** Cuts the connection without a word. */
    void abort();

    /** Goes on reading, after the listener wanted no more. */
    void readMore();

    /** What follows a write. */
    @FunctionalInterface
    interface WriteDone {

        /** Called once: the bytes are with the operating system, or never will be. */
        void written(boolean sent);
    }
}

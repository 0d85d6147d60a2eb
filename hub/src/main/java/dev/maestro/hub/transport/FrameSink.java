package dev.maestro.hub.transport;

/** Who takes what a {@link FrameReader} read. */
interface FrameSink {

    void text(String message);

    void binary(byte[] message);

    void ping(byte[] payload);

    void pong();

    /** The peer closes; 1005 when it named no code. Nothing is read after it. */
    void closing(int code, String reason);

    /** The peer broke the rules of the protocol; nothing is read after it. */
    void violation(int code, String reason);
}

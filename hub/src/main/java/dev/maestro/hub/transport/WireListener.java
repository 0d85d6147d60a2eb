package dev.maestro.hub.transport;

/** Who hears one wire. Called on the server's own threads, one call at a time; must not block. */
public interface WireListener {

    /** Something came, be it a control frame or a piece of a message. */
    void alive();

    /** A whole text. */
    void message(String text);

    /** A whole message that the peer did not call a text. */
    void binary(byte[] message);

    /**
     * Asked after all was handed over that one read brought: false stops the reading until {@link
     * Wire#readMore}.
     */
    boolean wantsMore();

    /** The wire is gone; the last call. */
    void closed();
}

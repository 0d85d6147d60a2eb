package dev.maestro.hub.transport;

/** Who hears one wire. Called on the server's own threads, one call at a time; must not block. */
public interface WireListener {

    /** Any frame came, control frames included. */
    void alive();

    /** A whole message; no other comes before {@link Wire#readMore}. */
    void message(String text);

    /** The wire is gone; the last call. */
    void closed();
}

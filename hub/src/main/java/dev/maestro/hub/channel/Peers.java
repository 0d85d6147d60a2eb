package dev.maestro.hub.channel;

/**
 * The other nodes that serve the same application. Called while a channel is held: must neither
 * block nor call back.
 */
@FunctionalInterface
public interface Peers {

    /** There are none. */
    Peers NONE = _ -> {};

    /** Tells all of them; the notes of one thread reach each of them in that order. */
    void tell(Note note);
}

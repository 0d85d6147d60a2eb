package dev.maestro.hub.transport;

/** Who takes the wires that open. */
@FunctionalInterface
public interface WireHost {

    /**
     * A peer completed the WebSocket handshake. Refusals are said on the open wire, since clients
     * take a refused handshake for a broken network and try again forever.
     */
    WireListener opened(Handshake handshake, Wire wire);
}

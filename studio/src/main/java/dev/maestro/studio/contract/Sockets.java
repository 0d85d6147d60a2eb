package dev.maestro.studio.contract;

import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.pusher.SocketId;

/** The sockets that have entered channels; the hub, for whom this room does not care. */
public interface Sockets {

    /** Whether it is open just now, wherever; nobody else is asked that. */
    boolean isOpen(SocketId socket);

    /** Takes the socket off the channel for as long as it lives, whatever it shows. */
    void takeOff(SocketId socket, String channel);

    void close(SocketId socket, CloseCode code);
}

package dev.maestro.hub.channel;

import dev.maestro.protocol.pusher.ServerFrame;

/** A connection whose user is known, as the others see it. Equal only to itself; never blocks. */
public interface SignedIn {

    /** Queues a frame. */
    void tell(ServerFrame frame);

    /** Ends it, because the application wishes so. */
    void terminate();
}

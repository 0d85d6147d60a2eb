/**
 * The door of the hub, a server for the Pusher Channels protocol: mount it on the host program's
 * HTTP server, publish to channels, end subscriptions.
 *
 * <p>The hub knows channels, sockets and signatures and nothing of what they are used for; the host
 * program decides that through {@link dev.maestro.hub.HubListener}. The packages below are its
 * rooms: {@code transport} (the WebSocket library, nowhere else), {@code connection} (one socket's
 * life) and {@code channel} (who is where). They do not know this package.
 */
@NullMarked
package dev.maestro.hub;

import org.jspecify.annotations.NullMarked;

/**
 * The only room that imports the WebSocket library.
 *
 * <p>It stands below the host's HTTP routes, on Jetty's WebSocket core and not on Javalin's own
 * sockets, for three reasons: control frames can be seen (a peer that only answers WebSocket pings
 * is alive), several messages go out in one write, and the next message is read only when it is
 * asked for. Everything above speaks of a {@link dev.maestro.hub.transport.Wire}.
 */
@NullMarked
package dev.maestro.hub.transport;

import org.jspecify.annotations.NullMarked;

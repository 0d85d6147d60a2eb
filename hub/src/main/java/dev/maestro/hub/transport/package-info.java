/**
 * WebSockets, on the host's port: the only room that imports Jetty. (Elsewhere Javalin's
 * configuration is passed through, and the standalone hub starts a Javalin of its own.)
 *
 * <p>After the handshake a wire has Jetty's end point to itself, without a WebSocket library
 * between ({@code docs/decisions/0008-hub-transport.md}): what waits for one socket goes out in one
 * write, what one read brought is handed over at once, control frames are seen, and an idle socket
 * holds no buffer. Everything above speaks of a {@link dev.maestro.hub.transport.Wire}.
 */
@NullMarked
package dev.maestro.hub.transport;

import org.jspecify.annotations.NullMarked;

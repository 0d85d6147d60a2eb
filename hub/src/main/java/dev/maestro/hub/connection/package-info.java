/**
 * One socket's life: handshake, heartbeat, what the client says, back-pressure and close.
 *
 * <p>Three kinds of threads meet here. The server's threads bring frames and must never wait, so
 * each message goes to the socket's {@link dev.maestro.hub.connection.Inbox}, which one virtual
 * thread works off in order. Publishers only put frames into the bounded {@link
 * dev.maestro.hub.connection.Outbox}. A few writer threads carry what waits there to the wire, all
 * of it in one write; so a burst costs less per frame, and a slow peer costs nobody else anything.
 */
@NullMarked
package dev.maestro.hub.connection;

import org.jspecify.annotations.NullMarked;

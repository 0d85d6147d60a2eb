package dev.maestro.hub.connection;

import java.time.Duration;

/**
 * The rules for every connection, of whichever application.
 *
 * @param activityTimeout after so much silence the peer is asked for a sign of life
 * @param pongTimeout how long it then has
 * @param closeGrace how long a closed peer has to confirm before it is cut off
 * @param outboxFrames how many frames may wait for one socket
 * @param outboxBytes how many bytes of them
 * @param inboxBytes when texts of so many bytes of one socket wait, it is not read for a while
 * @param maxSockets how many sockets there may be in all; 0 = any number
 */
public record ConnectionConfig(
        Duration activityTimeout,
        Duration pongTimeout,
        Duration closeGrace,
        int outboxFrames,
        int outboxBytes,
        int inboxBytes,
        int maxSockets) {}

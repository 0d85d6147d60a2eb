package dev.maestro.hub.connection;

import java.time.Duration;

/**
 * The rules for every connection.
 *
 * @param activityTimeout after so much silence the peer is asked for a sign of life
 * @param pongTimeout how long it then has
 * @param closeGrace how long a closed peer has to confirm before it is cut off
 * @param outboxFrames how many frames may wait for one socket
 * @param maxChannelNameLength longer names are refused
 * @param maxSubscriptions how many channels one socket may be on
 * @param relaysPerSecond how many client events of one socket are passed on in a second; 0 = any
 */
public record ConnectionConfig(
        Duration activityTimeout,
        Duration pongTimeout,
        Duration closeGrace,
        int outboxFrames,
        int maxChannelNameLength,
        int maxSubscriptions,
        int relaysPerSecond) {}

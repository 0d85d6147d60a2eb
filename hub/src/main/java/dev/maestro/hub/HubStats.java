package dev.maestro.hub;

/**
 * The hub's counters at one moment.
 *
 * @param sockets open sockets now
 * @param channels occupied channels of all applications now
 * @param published events published since the start, client events and the protocol's own included
 * @param queued frames of such events that were queued for a socket
 * @param tooSlow sockets closed because they read too slowly
 * @param webhooksLost events no webhook could be told of
 */
public record HubStats(
        int sockets, int channels, long published, long queued, long tooSlow, long webhooksLost) {}

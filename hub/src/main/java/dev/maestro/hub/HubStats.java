package dev.maestro.hub;

/**
 * The hub's counters at one moment.
 *
 * @param sockets open sockets now
 * @param channels occupied channels of all applications now
 * @param published events published since the start, client events included
 * @param queued frames of such events that were queued for a socket
 * @param tooSlow sockets closed because they read too slowly
 */
public record HubStats(int sockets, int channels, long published, long queued, long tooSlow) {}

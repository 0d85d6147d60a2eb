package dev.maestro.hub.cluster;

/**
 * The counters of a cluster at one moment, as one node sees it.
 *
 * @param others other nodes that live
 * @param connected whether Redis can be reached now
 * @param dropped what other nodes were not told, because Redis was away for too long
 */
public record ClusterStats(int others, boolean connected, long dropped) {}

/**
 * Several hubs as one, over Redis publish/subscribe; opened only where a Redis is named.
 *
 * <p>Each node delivers to its own sockets first and tells the others through one Redis channel;
 * what comes back from itself it ignores. Redis keeps no state but the last events of cache
 * channels: who is where each node mirrors from what the others say, and compares with all they
 * have whenever something may have been lost. So every subscriber hears of each coming and going
 * exactly once, and a Redis that goes and comes back costs nothing but the events that did not fit
 * into the queue meanwhile.
 *
 * <p>{@code dev.maestro.hub.cluster} alone may import the Redis library.
 */
@NullMarked
package dev.maestro.hub.cluster;

import org.jspecify.annotations.NullMarked;

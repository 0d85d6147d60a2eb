/**
 * Conversations with the hub over real sockets, letter by letter, and with a client nobody of ours
 * wrote. {@code Stage} is a hub on a host's server; {@code Talker} a well-behaved client, {@code
 * RawPeer} one that does what no library would.
 */
@NullMarked
package dev.maestro.hub;

import org.jspecify.annotations.NullMarked;

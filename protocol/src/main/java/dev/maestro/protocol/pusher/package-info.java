/**
 * The words of Pusher Channels protocol 7 as values: channel names, socket ids, close codes,
 * signatures, and the frames each side may send.
 *
 * <p>Nothing here opens a socket or remembers anything: the hub speaks these words as the server,
 * and a client may use the same ones. The rules come from the public protocol description and from
 * what pusher-js and pusher-java-client were seen to do; where those differ, the Javadoc says which
 * way was taken.
 */
@NullMarked
package dev.maestro.protocol.pusher;

import org.jspecify.annotations.NullMarked;

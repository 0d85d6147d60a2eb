package dev.maestro.hub.channel;

import dev.maestro.protocol.pusher.Member;
import dev.maestro.protocol.pusher.SocketId;
import java.util.Optional;

/**
 * What one node of a cluster tells the others about one application. What is said of state may be
 * said again: the last word about a thing counts.
 */
public sealed interface Note {

    /**
     * The application published an event.
     *
     * @param cached whether the channel remembers it
     * @param except this socket does not get it, wherever it is
     */
    record Event(
            String channel, String event, String data, boolean cached, Optional<SocketId> except)
            implements Note {}

    /** A client's event went to the others. */
    record Whisper(
            String channel, String event, String rawData, SocketId from, Optional<Member> sender)
            implements Note {}

    /** A socket was opened there. */
    record Opened(SocketId socket) implements Note {}

    /** A socket of that node is gone. */
    record Gone(SocketId socket) implements Note {}

    /** So many sockets of that node are on the channel. */
    record Subscribed(String channel, int count) implements Note {}

    /** The user is on the presence channel by a socket of that node. */
    record Came(String channel, Member member) implements Note {}

    /** The user is on the presence channel by no socket of that node any more. */
    record Went(String channel, Member member) implements Note {}

    /** The user is signed in on a socket of that node. */
    record Online(String user) implements Note {}

    /** The user is signed in on no socket of that node any more. */
    record Offline(String user) implements Note {}

    /** All connections of the user are to end. */
    record Terminate(String user) implements Note {}
}

package dev.maestro.hub.cluster;

import dev.maestro.hub.channel.Note;
import dev.maestro.protocol.pusher.SocketId;

/** One thing a node says to the others. */
sealed interface Said {

    /** Something about an application. */
    record OfApp(String app, Note note) implements Said {}

    /** What follows up to {@link End} is all that the node has. */
    record Begin() implements Said {}

    record End() implements Said {}

    /**
     * Something may have been missed: say all that you have.
     *
     * @param node whom it is for; 0 for everybody
     */
    record Ask(long node) implements Said {}

    /** The node ends. */
    record Bye() implements Said {}

    /** Whoever has the socket closes it with this code. */
    record Close(SocketId socket, int code) implements Said {}

    /** Whoever has the socket takes it off the channel for good. */
    record TakeOff(SocketId socket, String channel) implements Said {}

    /** Something between the host programs. */
    record Text(String text) implements Said {}

    /** About how many bytes it takes to remember it. */
    static int weight(Said said) {
        return said instanceof OfApp(String _, Note.Event event)
                ? 2 * (event.channel().length() + event.event().length() + event.data().length())
                        + OVERHEAD
                : said instanceof OfApp(String _, Note.Whisper whisper)
                        ? 2 * (whisper.channel().length() + whisper.rawData().length()) + OVERHEAD
                        : said instanceof Text(String text)
                                ? 2 * text.length() + OVERHEAD
                                : OVERHEAD;
    }

    /** Of the objects around the texts. */
    int OVERHEAD = 160;
}

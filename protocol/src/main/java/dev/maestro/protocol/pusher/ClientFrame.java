package dev.maestro.protocol.pusher;

import java.util.Optional;

/**
 * One message from client to server, read at the gate. Reading never throws: what cannot be
 * understood is a {@link Malformed}, which a server answers with an error event and survives.
 */
public sealed interface ClientFrame {

    /**
     * Asks to enter a channel.
     *
     * @param auth {@code KEY:SIGNATURE}, or empty text when none was sent
     * @param channelData the text that was signed with it, exactly as it came
     */
    record Subscribe(String channel, String auth, Optional<String> channelData)
            implements ClientFrame {}

    /** Leaves a channel. */
    record Unsubscribe(String channel) implements ClientFrame {}

    /** Asks for a pong. */
    record Ping() implements ClientFrame {}

    /** Answers a ping. */
    record Pong() implements ClientFrame {}

    /** Says who the user behind this connection is. */
    record SignIn(String auth, String userData) implements ClientFrame {}

    /**
     * An event for the other clients on a channel, or for the program behind the server.
     *
     * @param rawData the JSON as it was sent: a string stays a quoted string; {@code null} when
     *     none was sent
     */
    record ClientEvent(String name, String channel, String rawData) implements ClientFrame {

        /** The content: of a JSON string what is in it, of anything else the JSON itself. */
        public String data() {
            return RawObject.content(rawData);
        }
    }

    /** An event this protocol does not know. */
    record Unsupported(String event) implements ClientFrame {}

    /** Not a frame at all; says why. */
    record Malformed(String reason) implements ClientFrame {}

    /** Reads one text message. */
    static ClientFrame parse(String text) {
        return ClientFrameReader.read(text);
    }
}

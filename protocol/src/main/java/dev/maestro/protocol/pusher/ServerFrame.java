package dev.maestro.protocol.pusher;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * One message from server to client, already in the JSON text that is sent.
 *
 * <p>The text is put together by hand, because key order and nested strings are part of what stock
 * clients and their tests compare: in most frames {@code data} is a <em>string</em> that holds
 * JSON.
 */
public record ServerFrame(String json) {

    /** The first frame on a connection; nothing may be sent before it. */
    public static ServerFrame connectionEstablished(SocketId socket, Duration activityTimeout) {
        String data =
                "{\"socket_id\":\"%s\",\"activity_timeout\":%d}"
                        .formatted(socket.value(), Math.max(1, activityTimeout.toSeconds()));
        return new ServerFrame(
                "{\"event\":\"pusher:connection_established\",\"data\":" + quoted(data) + "}");
    }

    /**
     * A public or private channel was entered; without the empty {@code data} some clients wait
     * forever.
     */
    public static ServerFrame subscriptionSucceeded(String channel) {
        return new ServerFrame(
                "{\"event\":\"pusher_internal:subscription_succeeded\",\"data\":\"{}\",\"channel\":"
                        + quoted(channel)
                        + "}");
    }

    /**
     * A channel was refused, in the dialect that reaches the channel's own error callback in
     * pusher-js and Laravel Echo.
     */
    public static ServerFrame subscriptionError(
            String channel, String type, String error, int status) {
        return new ServerFrame(
                "{\"event\":\"pusher:subscription_error\",\"channel\":%s,\"data\":{\"type\":%s,\"error\":%s,\"status\":%d}}"
                        .formatted(quoted(channel), quoted(type), quoted(error), status));
    }

    /** An event somebody published; {@code data} travels exactly as it was published. */
    public static ServerFrame event(String channel, String event, String data) {
        StringBuilder text = new StringBuilder(64 + channel.length() + data.length() * 5 / 4);
        text.append("{\"event\":");
        quote(event, text);
        text.append(",\"data\":");
        quote(data, text);
        text.append(",\"channel\":");
        quote(channel, text);
        return new ServerFrame(text.append('}').toString());
    }

    /** Another client's event; {@code rawData} is JSON of whatever type the sender used. */
    public static ServerFrame clientEvent(String channel, String event, String rawData) {
        StringBuilder text = new StringBuilder(64 + channel.length() + rawData.length());
        text.append("{\"event\":");
        quote(event, text);
        text.append(",\"channel\":");
        quote(channel, text);
        return new ServerFrame(text.append(",\"data\":").append(rawData).append('}').toString());
    }

    /** The answer to a client's ping. */
    public static ServerFrame pong() {
        return new ServerFrame("{\"event\":\"pusher:pong\",\"data\":\"{}\"}");
    }

    /** Asks a silent client for a sign of life. */
    public static ServerFrame ping() {
        return new ServerFrame("{\"event\":\"pusher:ping\",\"data\":\"{}\"}");
    }

    /** Something went wrong; the code is a number or {@code null}, never a string. */
    public static ServerFrame error(OptionalInt code, String message) {
        String number = code.isPresent() ? Integer.toString(code.getAsInt()) : "null";
        return new ServerFrame(
                "{\"event\":\"pusher:error\",\"data\":{\"code\":%s,\"message\":%s}}"
                        .formatted(number, quoted(message)));
    }

    /** As {@link #error}, about one channel. */
    public static ServerFrame channelError(int code, String message, String channel) {
        return new ServerFrame(
                "{\"event\":\"pusher:error\",\"data\":{\"code\":%d,\"message\":%s},\"channel\":%s}"
                        .formatted(code, quoted(message), quoted(channel)));
    }

    private static String quoted(String text) {
        StringBuilder into = new StringBuilder(text.length() + 16);
        quote(text, into);
        return into.toString();
    }

    private static void quote(String text, StringBuilder into) {
        into.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, into);
        into.append('"');
    }
}

package dev.maestro.protocol.pusher;

import static dev.maestro.protocol.pusher.JsonText.quote;
import static dev.maestro.protocol.pusher.JsonText.quoted;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /**
     * Another client's event; {@code rawData} is JSON of whatever type the sender used.
     *
     * @param sender who says it, on presence channels
     */
    public static ServerFrame clientEvent(
            String channel, String event, String rawData, Optional<Member> sender) {
        StringBuilder text = new StringBuilder(64 + channel.length() + rawData.length());
        text.append("{\"event\":");
        quote(event, text);
        text.append(",\"channel\":");
        quote(channel, text);
        text.append(",\"data\":").append(rawData);
        sender.ifPresent(member -> text.append(",\"user_id\":").append(member.idJson()));
        return new ServerFrame(text.append('}').toString());
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

    /** A presence channel was entered; tells who is there, the newcomer included. */
    public static ServerFrame presenceSucceeded(String channel, Collection<Member> members) {
        String ids =
                members.stream()
                        .map(member -> quoted(member.userId()))
                        .collect(Collectors.joining(","));
        String hash =
                members.stream()
                        .map(member -> quoted(member.userId()) + ":" + member.infoJson())
                        .collect(Collectors.joining(","));
        return internal(
                "subscription_succeeded",
                channel,
                "{\"presence\":{\"count\":%d,\"ids\":[%s],\"hash\":{%s}}}"
                        .formatted(members.size(), ids, hash));
    }

    /** A user came to a presence channel with a first connection. */
    public static ServerFrame memberAdded(String channel, Member member) {
        return internal(
                "member_added",
                channel,
                "{\"user_id\":" + member.idJson() + ",\"user_info\":" + member.infoJson() + "}");
    }

    /** A user's last connection left a presence channel. */
    public static ServerFrame memberRemoved(String channel, Member member) {
        return internal("member_removed", channel, "{\"user_id\":" + member.idJson() + "}");
    }

    /** The cache channel that was entered remembers nothing. There is no {@code data} at all. */
    public static ServerFrame cacheMiss(String channel) {
        return new ServerFrame(
                "{\"event\":\"pusher:cache_miss\",\"channel\":" + quoted(channel) + "}");
    }

    /** How many connections are on the channel. */
    public static ServerFrame subscriptionCount(String channel, int count) {
        return new ServerFrame(
                "{\"event\":\"pusher_internal:subscription_count\",\"channel\":%s,\"data\":%s}"
                        .formatted(
                                quoted(channel), quoted("{\"subscription_count\":" + count + "}")));
    }

    /** The user was signed in; {@code userData} travels as it came. */
    public static ServerFrame signInSucceeded(String userData) {
        return new ServerFrame(
                "{\"event\":\"pusher:signin_success\",\"data\":"
                        + quoted("{\"user_data\":" + quoted(userData) + "}")
                        + "}");
    }

    /** Which of the users one watches are here and which are not; at least one of the two. */
    public static ServerFrame watchlist(Collection<String> online, Collection<String> offline) {
        String events =
                Stream.of(presence("online", online), presence("offline", offline))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(","));
        return new ServerFrame(
                "{\"event\":\"pusher_internal:watchlist_events\",\"data\":"
                        + quoted("{\"events\":[" + events + "]}")
                        + "}");
    }

    private static Optional<String> presence(String name, Collection<String> users) {
        if (users.isEmpty()) {
            return Optional.empty();
        }
        String ids = users.stream().map(JsonText::quoted).collect(Collectors.joining(","));
        return Optional.of("{\"name\":\"" + name + "\",\"user_ids\":[" + ids + "]}");
    }

    private static ServerFrame internal(String event, String channel, String data) {
        return new ServerFrame(
                "{\"event\":\"pusher_internal:%s\",\"data\":%s,\"channel\":%s}"
                        .formatted(event, quoted(data), quoted(channel)));
    }
}

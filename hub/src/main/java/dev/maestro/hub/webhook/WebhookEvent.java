package dev.maestro.hub.webhook;

import static dev.maestro.protocol.pusher.JsonText.quoted;

import dev.maestro.protocol.pusher.Member;
import dev.maestro.protocol.pusher.SocketId;
import java.util.Optional;

/** One thing that happened, in the JSON that is sent. */
record WebhookEvent(WebhookName name, String channel, String json) {

    static WebhookEvent of(WebhookName name, String channel) {
        return of(name, channel, "");
    }

    static WebhookEvent of(WebhookName name, String channel, Member member) {
        return of(name, channel, ",\"user_id\":" + quoted(member.userId()));
    }

    static WebhookEvent count(String channel, int count) {
        return of(WebhookName.SUBSCRIPTION_COUNT, channel, ",\"subscription_count\":" + count);
    }

    /** {@code rawData} is the client's own JSON, and stays of its type. */
    static WebhookEvent client(
            String channel, String event, String rawData, SocketId from, Optional<Member> sender) {
        return of(
                WebhookName.CLIENT_EVENT,
                channel,
                ",\"event\":"
                        + quoted(event)
                        + ",\"data\":"
                        + rawData
                        + ",\"socket_id\":"
                        + quoted(from.value())
                        + sender.map(member -> ",\"user_id\":" + quoted(member.userId()))
                                .orElse(""));
    }

    private static WebhookEvent of(WebhookName name, String channel, String more) {
        return new WebhookEvent(
                name,
                channel,
                "{\"name\":"
                        + quoted(name.word())
                        + ",\"channel\":"
                        + quoted(channel)
                        + more
                        + "}");
    }
}

package dev.maestro.hub.rest;

import dev.maestro.hub.channel.App;
import dev.maestro.hub.channel.Limit;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.JsonText;
import dev.maestro.protocol.pusher.Member;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Answers questions about channels. */
final class Asking {

    private final InstantSource clock;

    Asking(InstantSource clock) {
        this.clock = clock;
    }

    /** The occupied channels, perhaps only those with a prefix. */
    String channels(App app, Query query) {
        String prefix = query.find("filter_by_prefix").orElse("");
        Wanted wanted = query.wanted();
        if (wanted.userCount() && !prefix.startsWith("presence-")) {
            throw ApiRefusal.invalid(
                    "user_count may only be asked for with filter_by_prefix=presence-");
        }
        return app.channels().names().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> channel(app, name))
                .map(channel ->
                        JsonText.quoted(channel.value())
                                + ":{"
                                + String.join(",", wanted.attributes(app, channel, clock.instant()))
                                + "}")
                .collect(Collectors.joining(",", "{\"channels\":{", "}}"));
    }

    /** One channel. */
    String channel(App app, String name, Query query) {
        ChannelName channel = channel(app, name);
        Wanted wanted = query.wanted();
        if (wanted.userCount() && !(channel instanceof ChannelName.Presence)) {
            throw ApiRefusal.invalid("user_count may only be asked for presence channels");
        }
        List<String> fields = new ArrayList<>();
        boolean occupied = app.channels().subscriptions(name) > 0;
        fields.add("\"occupied\":" + occupied);
        fields.addAll(wanted.attributes(app, channel, clock.instant()));
        return "{" + String.join(",", fields) + "}";
    }

    /** The users on a presence channel, their ids in the type they came in. */
    String users(App app, String name) {
        if (!(channel(app, name) instanceof ChannelName.Presence)) {
            throw ApiRefusal.invalid("Users may only be asked for presence channels");
        }
        return app.members(name).stream()
                .map(Member::idJson)
                .map(id -> "{\"id\":" + id + "}")
                .collect(Collectors.joining(",", "{\"users\":[", "]}"));
    }

    private static ChannelName channel(App app, String name) {
        return ChannelName.parse(name, app.limits().of(Limit.CHANNEL_NAME_LENGTH))
                .orElseThrow(() -> ApiRefusal.invalid("Not a channel's name: " + name));
    }
}

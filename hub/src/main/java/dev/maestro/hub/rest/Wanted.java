package dev.maestro.hub.rest;

import dev.maestro.hub.channel.App;
import dev.maestro.hub.channel.CachedEvent;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which attributes of a channel a request asks for; words nobody knows are ignored. */
record Wanted(Set<String> words) {

    static final Wanted NOTHING = new Wanted(Set.of());

    static Wanted of(String info) {
        return new Wanted(Arrays.stream(info.split(",")).collect(Collectors.toUnmodifiableSet()));
    }

    boolean isNothing() {
        return words.isEmpty();
    }

    boolean userCount() {
        return words.contains("user_count");
    }

    /** The attributes this channel has, as fields of a JSON object. */
    List<String> attributes(App app, ChannelName channel, Instant now) {
        List<String> fields = new ArrayList<>();
        if (userCount() && channel instanceof ChannelName.Presence) {
            fields.add("\"user_count\":" + app.memberCount(channel.value()));
        }
        if (words.contains("subscription_count")) {
            fields.add("\"subscription_count\":" + app.channels().subscriptions(channel.value()));
        }
        if (words.contains("cache") && channel.cached()) {
            app.cached(channel.value()).ifPresent(last -> fields.add(cache(last, now)));
        }
        return fields;
    }

    private static String cache(CachedEvent last, Instant now) {
        return "\"cache\":{\"data\":%s,\"ttl\":%d}"
                .formatted(
                        JsonText.quoted(last.data()),
                        Duration.between(now, last.until()).toSeconds());
    }
}

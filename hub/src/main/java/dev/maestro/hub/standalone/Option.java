package dev.maestro.hub.standalone;

import dev.maestro.hub.channel.Feature;
import dev.maestro.hub.channel.Limit;
import dev.maestro.hub.webhook.WebhookName;
import dev.maestro.hub.webhook.WebhookTarget;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * One thing that can be said on the command line.
 *
 * @param value the word for what follows it; empty when nothing does
 * @param meaning what the help text says
 * @param effect what it does, given what follows
 */
record Option(String name, String value, String meaning, BiConsumer<Draft, String> effect) {

    /** Begins the name of what switches something off. */
    static final String NOT = "--no-";

    /** Those of the whole hub. */
    static final List<Option> OF_THE_HUB =
            List.of(
                    text(
                            "--app",
                            "ID:KEY:SECRET",
                            "serves an application; may be repeated",
                            Draft::begin),
                    number("--port", "port (default 6001; 0 = any free one)", (d, n) -> d.port = n),
                    text(
                            "--host",
                            "HOST",
                            "address to listen on (default 127.0.0.1)",
                            (d, s) -> d.host = s),
                    text(
                            "--path-prefix",
                            "PATH",
                            "what stands before /app and /apps in addresses",
                            (d, s) -> d.pathPrefix = s),
                    text(
                            "--redis",
                            "URL",
                            "one of several nodes: redis://host:port/database",
                            (d, s) -> d.redis = Optional.of(URI.create(s))),
                    text(
                            "--redis-prefix",
                            "WORD",
                            "begins every name in Redis; nodes with the same belong together"
                                    + " (maestro)",
                            (d, s) -> d.redisPrefix = s),
                    time(
                            "--activity-timeout",
                            "silence after which a client is asked for a sign of life (30s)",
                            (d, t) -> d.activityTimeout = t),
                    time(
                            "--pong-timeout",
                            "how long it then has, before 4201 (30s)",
                            (d, t) -> d.pongTimeout = t),
                    number(
                            "--max-message-bytes",
                            "bytes of one message from a client, before 1009 (16384)",
                            (d, n) -> d.maxMessageBytes = n),
                    number(
                            "--max-waiting-frames",
                            "frames that may wait for a slow client, before 4100 (4096)",
                            (d, n) -> d.outboxFrames = n),
                    number(
                            "--max-waiting-bytes",
                            "bytes that may wait for a slow client, before 4100 (4194304)",
                            (d, n) -> d.outboxBytes = n),
                    number(
                            "--max-unheard-bytes",
                            "bytes of a client that wait to be heard, before it is read no further (2097152)",
                            (d, n) -> d.inboxBytes = n),
                    number(
                            "--max-sockets",
                            "sockets of all applications, before 4100; 0 = any number (0)",
                            (d, n) -> d.maxSockets = n),
                    time(
                            "--close-grace",
                            "how long a closed client has to confirm (1s)",
                            (d, t) -> d.closeGrace = t),
                    time(
                            "--close-spread",
                            "over how long sockets are closed when the hub ends (2s)",
                            (d, t) -> d.closeSpread = t));

    /** Those of an application. */
    static final List<Option> OF_AN_APP = ofAnApp();

    private static List<Option> ofAnApp() {
        List<Option> options = new ArrayList<>();
        for (Feature feature : Feature.values()) {
            String word = word(feature);
            boolean usual = feature == Feature.CLIENT_EVENTS;
            String meaning = feature.meaning() + (usual ? " (so by default)" : "");
            options.add(
                    new Option("--" + word, "", meaning, (d, _) -> d.app().turn(feature, true)));
            options.add(
                    new Option(NOT + word, "", "not so", (d, _) -> d.app().turn(feature, false)));
        }
        options.add(
                text(
                        "--allowed-origin",
                        "HOST",
                        "pages of this host may connect, * for any part; may be repeated (any)",
                        (d, s) -> d.app().allowOrigin(s)));
        options.add(
                time(
                        "--sign-in-within",
                        "how long a socket may stay without signing in or a signed subscription; 0 = for ever (0)",
                        (d, t) -> d.app().signInWithin(t)));
        options.add(
                time(
                        "--cache-for",
                        "how long a cache channel remembers its last event (30m)",
                        (d, t) -> d.app().cacheFor(t)));
        for (Limit limit : Limit.values()) {
            options.add(
                    number(
                            "--max-" + word(limit),
                            limit.meaning() + " (" + limit.usual() + ")",
                            (d, n) -> d.app().limit(limit, n)));
        }
        options.add(
                text(
                        "--webhook",
                        "URL",
                        "is told what happens on the channels; may be repeated",
                        (d, s) -> d.app().addWebhook(WebhookTarget.of(URI.create(s)))));
        options.add(
                text(
                        "--webhook-events",
                        "NAMES",
                        "only of these, with commas between",
                        (d, s) ->
                                d.app()
                                        .changeLastWebhook(hook ->
                                                new WebhookTarget(
                                                        hook.url(),
                                                        names(s),
                                                        hook.startsWith(),
                                                        hook.endsWith()))));
        options.add(
                text(
                        "--webhook-starts-with",
                        "TEXT",
                        "only of channels that begin so",
                        (d, s) ->
                                d.app()
                                        .changeLastWebhook(hook ->
                                                new WebhookTarget(
                                                        hook.url(),
                                                        hook.names(),
                                                        s,
                                                        hook.endsWith()))));
        options.add(
                text(
                        "--webhook-ends-with",
                        "TEXT",
                        "only of channels that end so",
                        (d, s) ->
                                d.app()
                                        .changeLastWebhook(hook ->
                                                new WebhookTarget(
                                                        hook.url(),
                                                        hook.names(),
                                                        hook.startsWith(),
                                                        s))));
        options.add(
                number(
                        "--webhook-batch",
                        "events that go in one request at most (50)",
                        (d, n) -> d.app().changeWebhooks(hooks -> hooks.withEventsPerLetter(n))));
        options.add(
                number(
                        "--webhook-queue",
                        "events that may wait for one address; more are lost (10000)",
                        (d, n) -> d.app().changeWebhooks(hooks -> hooks.withWaiting(n))));
        return Collections.unmodifiableList(options);
    }

    /** All of them. */
    static Stream<Option> all() {
        return Stream.of(OF_THE_HUB.stream(), OF_AN_APP.stream()).flatMap(each -> each);
    }

    boolean takesValue() {
        return !value.isEmpty();
    }

    private static Option text(
            String name, String value, String meaning, BiConsumer<Draft, String> effect) {
        return new Option(name, value, meaning, effect);
    }

    private static Option number(String name, String meaning, BiConsumer<Draft, Integer> effect) {
        return new Option(name, "N", meaning, (draft, text) -> effect.accept(draft, number(text)));
    }

    private static Option time(String name, String meaning, BiConsumer<Draft, Duration> effect) {
        return new Option(name, "TIME", meaning, (draft, text) -> effect.accept(draft, time(text)));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException garbage) {
            throw new WrongOption("not a number: " + text);
        }
    }

    private static Duration time(String text) {
        Map<String, Duration> units =
                Map.of(
                        "ms",
                        Duration.ofMillis(1),
                        "s",
                        Duration.ofSeconds(1),
                        "m",
                        Duration.ofMinutes(1),
                        "h",
                        Duration.ofHours(1));
        String unit = text.replaceFirst("^\\d+", "");
        Duration one = units.get(unit.isEmpty() ? "s" : unit);
        if (one == null || unit.length() == text.length()) {
            throw new WrongOption("not a time, which is written 500ms, 30s, 5m or 1h: " + text);
        }
        return one.multipliedBy(number(text.substring(0, text.length() - unit.length())));
    }

    private static Set<WebhookName> names(String list) {
        Set<WebhookName> names = EnumSet.noneOf(WebhookName.class);
        for (String word : list.split(",")) {
            names.add(
                    WebhookName.of(word)
                            .orElseThrow(
                                    () -> new WrongOption("no webhook event is called " + word)));
        }
        return names;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

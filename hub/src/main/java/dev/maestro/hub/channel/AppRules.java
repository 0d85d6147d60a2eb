package dev.maestro.hub.channel;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How one application is served.
 *
 * @param features what is on
 * @param limits how much of everything
 * @param allowedOrigins hosts from which web pages may connect, {@code *} for any part; none = any
 * @param signInWithin how long a socket may stay without signing in or entering a channel that asks
 *     for a signature, before it is closed with 4009; zero = for ever
 * @param cacheFor how long a cache channel remembers its last event
 */
public record AppRules(
        Set<Feature> features,
        Limits limits,
        List<String> allowedOrigins,
        Duration signInWithin,
        Duration cacheFor) {

    /** What suits most: client events, any origin, any number of sockets, 30 minutes of memory. */
    public static final AppRules USUAL =
            new AppRules(
                    Set.of(Feature.CLIENT_EVENTS),
                    Limits.USUAL,
                    List.of(),
                    Duration.ZERO,
                    Duration.ofMinutes(30));

    public AppRules {
        features = Set.copyOf(features);
        allowedOrigins = List.copyOf(allowedOrigins);
        if (signInWithin.isNegative() || !cacheFor.isPositive()) {
            throw new IllegalArgumentException("a time is too short");
        }
    }

    public boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** The same with a feature on or off. */
    public AppRules with(Feature feature, boolean on) {
        Set<Feature> next = new TreeSet<>(features);
        if (on) {
            next.add(feature);
        } else {
            next.remove(feature);
        }
        return new AppRules(next, limits, allowedOrigins, signInWithin, cacheFor);
    }

    /** The same with one other limit. */
    public AppRules with(Limit limit, int value) {
        return new AppRules(
                features, limits.with(limit, value), allowedOrigins, signInWithin, cacheFor);
    }

    /** The same with other origins. */
    public AppRules withAllowedOrigins(List<String> hosts) {
        return new AppRules(features, limits, hosts, signInWithin, cacheFor);
    }

    /** The same with another time for signing in. */
    public AppRules withSignInWithin(Duration time) {
        return new AppRules(features, limits, allowedOrigins, time, cacheFor);
    }

    /** The same with another memory of cache channels. */
    public AppRules withCacheFor(Duration time) {
        return new AppRules(features, limits, allowedOrigins, signInWithin, time);
    }
}

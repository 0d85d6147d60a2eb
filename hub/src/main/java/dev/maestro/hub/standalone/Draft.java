package dev.maestro.hub.standalone;

import dev.maestro.hub.AppKey;
import dev.maestro.hub.HubApp;
import dev.maestro.hub.HubConfig;
import dev.maestro.hub.cluster.ClusterConfig;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was said so far on the command line; begins with what is usual. */
final class Draft {

    private static final int USUAL_PORT = 6001;

    String host = "127.0.0.1";
    int port = USUAL_PORT;
    Duration activityTimeout = Duration.ofSeconds(30);
    Duration pongTimeout = Duration.ofSeconds(30);
    Duration closeGrace = Duration.ofSeconds(1);
    Duration closeSpread = Duration.ofSeconds(2);
    int maxMessageBytes = 16 * 1024;
    int outboxFrames = 4096;
    int outboxBytes = 4 * 1024 * 1024;
    int inboxBytes = 2 * 1024 * 1024;
    int maxSockets;
    String pathPrefix = "";
    Optional<URI> redis = Optional.empty();
    String redisPrefix = "maestro";

    private final AppDraft all = new AppDraft();
    private final Map<AppKey, AppDraft> apps = new LinkedHashMap<>();
    private AppDraft current = all;

    /** The application that was named last; all of them, when none was yet. */
    AppDraft app() {
        return current;
    }

    /** Begins an application: {@code ID:KEY:SECRET}. */
    void begin(String words) {
        String[] parts = words.split(":", 3);
        if (parts.length < 3) {
            throw new WrongOption("an application is written ID:KEY:SECRET");
        }
        current = all.copy();
        if (apps.put(new AppKey(parts[0], parts[1], parts[2]), current) != null) {
            throw new WrongOption("application " + parts[0] + " was named twice");
        }
    }

    HubConfig config() {
        if (apps.isEmpty()) {
            throw new WrongOption(
                    "no application was named; for a first try: --app 1:my-key:my-secret");
        }
        List<HubApp> hubApps = new ArrayList<>();
        apps.forEach((key, draft) -> hubApps.add(draft.of(key)));
        if (port < 0 || port > 65_535) {
            throw new WrongOption("a port is a number from 0 to 65535, not " + port);
        }
        try {
            return new HubConfig(
                    hubApps,
                    activityTimeout,
                    pongTimeout,
                    closeGrace,
                    closeSpread,
                    maxMessageBytes,
                    outboxFrames,
                    outboxBytes,
                    inboxBytes,
                    maxSockets,
                    pathPrefix,
                    redis.map(address -> ClusterConfig.of(address, redisPrefix)));
        } catch (IllegalArgumentException wrong) {
            throw new WrongOption(String.valueOf(wrong.getMessage()));
        }
    }
}

package dev.maestro.studio;

import dev.maestro.hub.AppKey;
import dev.maestro.hub.HubApp;
import dev.maestro.hub.HubConfig;
import dev.maestro.hub.channel.AppRules;
import dev.maestro.hub.channel.Limit;
import java.time.Duration;
import java.util.List;

/** What Studio's hub lets a socket do: anybody may open one, and few know who they are by then. */
final class HubRules {

    private static final Duration SIGN_IN_WITHIN = Duration.ofSeconds(30);
    private static final int SOCKETS = 10_000;

    /** Far more than a machine full of agents says; what is more is not heard. */
    private static final int MESSAGES_PER_SECOND = 500;

    /** Whoever is in a project may be seen in it, and each session is one more. */
    private static final int ANY_NUMBER = 0;

    private HubRules() {}

    static HubConfig of(AppKey app) {
        return HubConfig.of(
                        List.of(
                                HubApp.usual(app)
                                        .with(
                                                AppRules.USUAL
                                                        .withSignInWithin(SIGN_IN_WITHIN)
                                                        .with(Limit.CONNECTIONS, SOCKETS)
                                                        .with(
                                                                Limit.MESSAGES_PER_SECOND,
                                                                MESSAGES_PER_SECOND)
                                                        .with(Limit.PRESENCE_MEMBERS, ANY_NUMBER))))
                .withMaxMessageBytes(Studio.LARGEST_MESSAGE);
    }
}

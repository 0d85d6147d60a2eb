package dev.maestro.hub.webhook;

import java.time.Duration;
import java.util.List;

/**
 * Who is told of an application's channels, and how.
 *
 * @param eventsPerLetter how many events that wait go in one request; 1 = each alone
 * @param comeBack how long a vacated channel or a gone member may come back before anybody is told
 * @param giveUpAfter how long a request is tried again
 * @param patience how long a target may take for its whole answer
 * @param waiting how many events may wait for one target; more are lost
 */
public record WebhookConfig(
        List<WebhookTarget> targets,
        int eventsPerLetter,
        Duration comeBack,
        Duration giveUpAfter,
        Duration patience,
        int waiting) {

    /** Nobody is told. */
    public static final WebhookConfig NONE = of(List.of());

    public WebhookConfig {
        targets = List.copyOf(targets);
        if (eventsPerLetter < 1 || waiting < 1 || comeBack.isNegative() || !patience.isPositive()) {
            throw new IllegalArgumentException("a webhook limit is too low");
        }
    }

    /** What suits most: 50 events a request, 3 s to come back, 5 minutes of trying, 10 s a try. */
    public static WebhookConfig of(List<WebhookTarget> targets) {
        return new WebhookConfig(
                targets,
                50,
                Duration.ofSeconds(3),
                Duration.ofMinutes(5),
                Duration.ofSeconds(10),
                10_000);
    }

    /** The same for other targets. */
    public WebhookConfig withTargets(List<WebhookTarget> others) {
        return new WebhookConfig(others, eventsPerLetter, comeBack, giveUpAfter, patience, waiting);
    }

    /** The same with more or fewer events in one request. */
    public WebhookConfig withEventsPerLetter(int most) {
        return new WebhookConfig(targets, most, comeBack, giveUpAfter, patience, waiting);
    }

    /** The same with a longer or shorter queue. */
    public WebhookConfig withWaiting(int most) {
        return new WebhookConfig(targets, eventsPerLetter, comeBack, giveUpAfter, patience, most);
    }

    /** The same with more or less time for one answer. */
    public WebhookConfig withPatience(Duration time) {
        return new WebhookConfig(targets, eventsPerLetter, comeBack, giveUpAfter, time, waiting);
    }
}

package dev.maestro.client.link;

import dev.maestro.protocol.Refused;
import java.time.Duration;

/** What became of one message to Studio. */
sealed interface Delivered {

    record Acknowledged() implements Delivered {}

    /** Send the same again as soon as the link is up. */
    record LinkWasLost() implements Delivered {}

    /** Send the same again after the pause at least. */
    record TryLater(Duration atLeast, String why) implements Delivered {}

    /** Sending it again would not help. */
    record No(Refused why) implements Delivered {}
}

package dev.maestro.client.link;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.pusher.Reconnect;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** What follows the end of a connection. Pure: the same ending gives the same answer. */
sealed interface Reconnection {

    /** Nothing but a person helps. */
    record Never(String why) implements Reconnection {}

    record After(Duration pause) implements Reconnection {}

    /** Studio does not know the session (any more): it must be registered anew. */
    record Unknown(String why) implements Reconnection {}

    /**
     * @param failures how many connections in a row, this one included, ended before they were
     *     online
     */
    static Reconnection after(
            Ending ending, int failures, Backoff backoff, RandomGenerator random) {
        return switch (ending) {
            case Ending.Replaced(String why) -> new Never(why);
            case Ending.Unreachable _ -> new After(backoff.pause(failures, random));
            case Ending.Closed(int code, String why) ->
                    switch (Reconnect.after(code)) {
                        case NEVER -> new Never(why);
                        case BACK_OFF -> new After(backoff.pause(failures, random));
                        // Once: a server that always says so would otherwise be asked in a circle.
                        case AT_ONCE ->
                                new After(
                                        failures <= 1
                                                ? Duration.ZERO
                                                : backoff.pause(failures, random));
                    };
            case Ending.Refusal(RefusalCode code, String why) ->
                    switch (code) {
                        case UNAUTHENTICATED, UNSUPPORTED_VERSION -> new Never(why);
                        case NOT_FOUND, FORBIDDEN, INVALID_TRANSITION -> new Unknown(why);
                        default -> new After(backoff.pause(failures, random));
                    };
        };
    }
}

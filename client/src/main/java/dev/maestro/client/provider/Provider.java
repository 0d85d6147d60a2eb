package dev.maestro.client.provider;

import dev.maestro.client.settings.ModelSize;
import java.util.Optional;

/**
 * What does the work of a run. To add one: a package of its own below this one, an implementation
 * here, a line in {@link Providers}, and its name in {@code docs/providers.md}.
 */
public interface Provider {

    /** As in the configuration and on the pages. */
    String name();

    /** The model it will use for a run of that size, where it knows. */
    default Optional<String> model(ModelSize size) {
        return Optional.empty();
    }

    /** Whether a person has to say that the work is done. */
    default boolean waitsForPerson() {
        return false;
    }

    /**
     * Does the work, on the calling thread, and returns when it is over; ends within a second or
     * two of the call's stop signal, leaving no process behind.
     */
    ProviderOutcome run(ProviderCall call);
}

package dev.maestro.client.work;

import dev.maestro.client.provider.Provider;
import dev.maestro.client.sandbox.Confinement;
import java.time.InstantSource;
import java.util.Map;

/**
 * What all attempts of one workshop share.
 *
 * @param environment what a check or an agent may see of the daemon's own
 */
record Tools(
        WorkshopConfig config,
        Mirror mirror,
        Provider provider,
        Confinement confinement,
        Map<String, String> environment,
        Reports reports,
        InstantSource clock) {

    Tools {
        environment = Map.copyOf(environment);
    }
}

package dev.maestro.studio.platform;

import java.util.UUID;
import org.slf4j.Logger;

/**
 * A fault of ours: logged once with its stack trace, and known to the outside by its id only.
 *
 * @param id short enough to be read out
 */
public record Incident(String id) {

    /**
     * @param during what was being done, in a few words
     */
    public static Incident log(Logger log, String during, Throwable fault) {
        Incident incident = new Incident(UUID.randomUUID().toString().substring(0, 8));
        log.error("incident {} {}", incident.id(), during, fault);
        return incident;
    }
}

package dev.maestro.hub.transport;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fault of ours at the edge: logged once, under a name that the peer is told. */
public final class Incident {

    private static final Logger LOG = LoggerFactory.getLogger(Incident.class);

    private static final int NAME_LENGTH = 8;

    private Incident() {}

    /** Logs the fault and returns its name. */
    public static String log(String what, Throwable fault) {
        String name = UUID.randomUUID().toString().substring(0, NAME_LENGTH);
        LOG.error("{} (incident {})", what, name, fault);
        return name;
    }
}

package dev.maestro.hub.transport;

import io.javalin.Javalin;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnector;

/** Where a server listens. */
public final class Ports {

    private Ports() {}

    /** Takes no more connections; those that are open go on. */
    public static void close(Javalin javalin) {
        for (Connector each : javalin.jettyServer().server().getConnectors()) {
            if (each instanceof NetworkConnector listening) {
                listening.close();
            }
        }
    }
}

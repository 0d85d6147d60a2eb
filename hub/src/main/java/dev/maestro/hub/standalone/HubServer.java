package dev.maestro.hub.standalone;

import dev.maestro.hub.ClientEventOutcome;
import dev.maestro.hub.Hub;
import dev.maestro.hub.HubConfig;
import dev.maestro.hub.transport.Ports;
import io.javalin.Javalin;
import java.time.InstantSource;

/** A hub on an HTTP server of its own; passes every client event on. */
final class HubServer implements AutoCloseable {

    private final Hub hub;
    private final Javalin javalin;

    private HubServer(Hub hub, Javalin javalin) {
        this.hub = hub;
        this.javalin = javalin;
    }

    /**
     * @throws io.javalin.util.JavalinBindException when the port is taken
     */
    static HubServer start(String host, int port, HubConfig config) {
        Hub hub =
                Hub.open(config, (_, _, _, _) -> ClientEventOutcome.RELAY, InstantSource.system());
        Javalin javalin =
                Javalin.create(settings -> {
                    settings.jetty.host = host;
                    settings.jetty.port = port;
                    settings.startup.showJavalinBanner = false;
                    settings.startup.showOldJavalinVersionWarning = false;
                    settings.startup.startupWatcherEnabled = false;
                    hub.mountAlone(settings);
                    settings.routes.get(
                            "/up",
                            ctx ->
                                    ctx.contentType("application/json")
                                            .result("{\"health\":\"OK\"}"));
                });
        try {
            javalin.start();
        } catch (RuntimeException cannot) {
            hub.close();
            throw cannot;
        }
        return new HubServer(hub, javalin);
    }

    /** The port it really listens on. */
    int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        // Who still comes finds another server, not one that says goodbye at once.
        Ports.close(javalin);
        hub.close();
        javalin.stop();
    }
}

package dev.maestro.hub.transport;

import io.javalin.config.JavalinConfig;

/** Puts the hub's address on a host's HTTP server, in front of its routes and on the same port. */
public final class WebSocketMount {

    private static final String PREFIX = "/app/";

    private WebSocketMount() {}

    /**
     * Takes the WebSocket upgrades below {@code /app/}; whatever else is asked there, the host
     * answers.
     *
     * @param maxMessageBytes a longer message closes its wire with 1009
     * @param wires counts them
     */
    public static void mount(
            JavalinConfig javalin, int maxMessageBytes, Wires wires, WireHost host) {
        javalin.jetty.modifyServer(
                server -> server.insertHandler(new Upgrade(PREFIX, maxMessageBytes, wires, host)));
    }
}

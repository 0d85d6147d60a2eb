package dev.maestro.hub.transport;

import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.pathmap.ServletPathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;

/** Puts the hub's address on a host's HTTP server, in front of its routes and on the same port. */
public final class WebSocketMount {

    private static final String PREFIX = "/app/";

    /** Room for about a dozen small frames in one write. */
    private static final int OUTPUT_BUFFER_BYTES = 8 * 1024;

    private WebSocketMount() {}

    /**
     * Takes the WebSocket upgrades below {@code /app/}; whatever else is asked there, the host
     * answers.
     *
     * @param maxMessageBytes a longer message closes its wire with 1009
     */
    public static void mount(JavalinConfig javalin, int maxMessageBytes, WireHost host) {
        WebSocketUpgradeHandler upgrades = new WebSocketUpgradeHandler();
        upgrades.setHandler((Handler) null); // else its own 404 hides the routes of the host
        upgrades.getConfiguration().setIdleTimeout(Duration.ZERO);
        upgrades.getConfiguration().setOutputBufferSize(OUTPUT_BUFFER_BYTES);
        upgrades.addMapping(new ServletPathSpec(PREFIX + "*"), negotiator(maxMessageBytes, host));
        javalin.jetty.modifyServer(server -> server.insertHandler(upgrades));
    }

    private static WebSocketNegotiator negotiator(int maxMessageBytes, WireHost host) {
        return (request, response, callback) -> {
            response.setExtensions(List.of());
            return new JettyWire(handshake(request), maxMessageBytes, host);
        };
    }

    private static Handshake handshake(ServerUpgradeRequest request) {
        Map<String, String> query = new HashMap<>();
        Request.extractQueryParameters(request)
                .forEach(field -> query.put(field.getName(), field.getValue()));
        String path = Request.getPathInContext(request);
        return new Handshake(
                path.substring(PREFIX.length()),
                query,
                Optional.ofNullable(request.getHeaders().get(HttpHeader.ORIGIN)),
                isSecure(request));
    }

    private static boolean isSecure(ServerUpgradeRequest request) {
        String before = request.getHeaders().get(HttpHeader.X_FORWARDED_PROTO);
        return request.isSecure() || "https".equals(before) || "wss".equals(before);
    }
}

package dev.maestro.hub.transport;

import io.javalin.config.JavalinConfig;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Puts the hub's HTTP side in front of the host's routes, straight on its server: no filter and no
 * router is spent on an event that is published. A thread is: the host's routes wait for the rest
 * of a request, and on the thread that would have to read it they would wait for ever.
 */
public final class HttpMount extends Handler.Wrapper {

    private static final String PREFIX = "/apps/";

    private final HttpHost host;

    private HttpMount(HttpHost host) {
        this.host = host;
    }

    /** Takes all requests below {@code /apps/}. */
    public static void mount(JavalinConfig javalin, HttpHost host) {
        javalin.jetty.modifyServer(server -> server.insertHandler(new HttpMount(host)));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        if (path == null || !path.startsWith(PREFIX)) {
            return super.handle(request, response, callback);
        }
        new HttpExchange(host, path, request, response, callback).run();
        return true;
    }
}

package dev.maestro.hub.transport;

import io.javalin.config.JavalinConfig;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Puts the hub's HTTP side in front of the host's routes, straight on its server: no filter and no
 * router is asked about an event that is published.
 */
public final class HttpMount extends Handler.Wrapper {

    private static final String PREFIX = "/apps/";

    private final HttpHost host;
    private final boolean alone;

    private HttpMount(HttpHost host, boolean alone) {
        this.host = host;
        this.alone = alone;
    }

    /**
     * Takes all requests below {@code /apps/}.
     *
     * @param alone whether the host's own routes never wait for anything
     */
    public static void mount(JavalinConfig javalin, HttpHost host, boolean alone) {
        javalin.jetty.modifyServer(server -> server.insertHandler(new HttpMount(host, alone)));
    }

    /**
     * Where nothing waits, the server may answer on the thread that read the request, which saves a
     * quarter of a publish. Where the host's routes wait, it must not: one of them would hold up
     * all connections of that thread.
     */
    @Override
    public InvocationType getInvocationType() {
        return alone ? InvocationType.EITHER : super.getInvocationType();
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

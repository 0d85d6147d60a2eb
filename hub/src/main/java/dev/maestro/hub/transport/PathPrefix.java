package dev.maestro.hub.transport;

import io.javalin.config.JavalinConfig;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes a prefix off every address that begins with it, before anybody else looks. */
public final class PathPrefix extends Handler.Wrapper {

    private final String prefix;

    private PathPrefix(String prefix) {
        this.prefix = prefix;
    }

    /** To be called after all other mounts. */
    public static void mount(JavalinConfig javalin, String prefix) {
        javalin.jetty.modifyServer(server -> server.insertHandler(new PathPrefix(prefix)));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        if (path == null || !path.startsWith(prefix + "/")) {
            return super.handle(request, response, callback);
        }
        HttpURI shorter =
                HttpURI.build(request.getHttpURI())
                        .path(path.substring(prefix.length()))
                        .asImmutable();
        return super.handle(Request.serveAs(request, shorter), response, callback);
    }
}

package dev.maestro.studio.web;

import dev.maestro.studio.identity.Identity;
import dev.maestro.studio.platform.Database;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.util.List;
import java.util.function.Consumer;

/**
 * The one HTTP server, a virtual thread a request. What every request passes on its way in:
 * security headers, who is calling, whether a browser really meant it, whether it was answered
 * before.
 */
public final class WebServer implements AutoCloseable {

    private final Javalin javalin;

    private WebServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Listens when it returns.
     *
     * @param templates for the error page
     * @param routes mounted in this order
     * @param hubMount adds the hub's socket to the same port
     * @throws CannotListen when the port is taken
     */
    public static WebServer start(
            WebConfig config,
            Database database,
            Identity identity,
            Templates templates,
            List<Routes> routes,
            Consumer<JavalinConfig> hubMount) {
        Authentication authentication = new Authentication(identity);
        RepeatedPosts repeatedPosts = new RepeatedPosts(database);
        Javalin javalin =
                Javalin.create(javalinConfig -> {
                    settle(javalinConfig, config);
                    javalinConfig.routes.before(new SecurityHeaders(config)::add);
                    javalinConfig.routes.before(authentication::look);
                    javalinConfig.routes.before(ForgeryGuard::check);
                    javalinConfig.routes.before(RepeatedPosts.API, repeatedPosts::answerAgain);
                    new Problems(templates, config.maxBodyBytes()).mount(javalinConfig.routes);
                    routes.forEach(feature -> feature.mount(javalinConfig.routes));
                    hubMount.accept(javalinConfig);
                    javalinConfig.routes.after(RepeatedPosts.API, repeatedPosts::remember);
                    javalinConfig.routes.after(RepeatedPosts.API, ETags::tag);
                });
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new CannotListen(config, e);
        }
        return new WebServer(javalin);
    }

    private static void settle(JavalinConfig javalin, WebConfig config) {
        javalin.jetty.host = config.host();
        javalin.jetty.port = config.port();
        javalin.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        javalin.http.maxRequestSize = config.maxBodyBytes();
        javalin.http.prefer405over404 = true;
        javalin.concurrency.useVirtualThreads = true;
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.jsonMapper(new WireJson());
    }

    /** What it answers, as {@code GET /path/{parameter}}; not what the hub takes below /apps/. */
    public List<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .distinct()
                .sorted()
                .toList();
    }

    /** The port it really listens on. */
    public int port() {
        return javalin.port();
    }

    /** Stops listening; requests under way are given a moment. */
    @Override
    public void close() {
        javalin.stop();
    }
}

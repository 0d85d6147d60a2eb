package dev.maestro.studio.web;

import io.javalin.config.RoutesConfig;
import java.util.List;

/** A room's part of the HTTP contract. What is listed is what is mounted. */
public interface Api extends Routes {

    List<Endpoint> endpoints();

    @Override
    default void mount(RoutesConfig routes) {
        endpoints().forEach(endpoint -> endpoint.mount(routes));
    }
}

package dev.maestro.studio.web;

import io.javalin.config.RoutesConfig;

/**
 * What a feature puts on the server: its pages or its part of the API. Mounted once, at the start,
 * in the order of the list given to {@link WebServer}.
 */
@FunctionalInterface
public interface Routes {
    void mount(RoutesConfig routes);
}

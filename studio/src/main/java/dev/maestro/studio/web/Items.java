package dev.maestro.studio.web;

import java.util.List;

/** How the API answers with several things: an object, so that it can grow. */
public record Items<T>(List<T> items) {
    public Items {
        items = List.copyOf(items);
    }
}

package dev.maestro.studio.web;

import dev.maestro.protocol.json.Json;
import io.javalin.json.JsonMapper;
import java.lang.reflect.Type;

/**
 * Bodies in and out by the house's codec, so that {@code ctx.json} and {@code ctx.bodyAsClass}
 * speak the contract.
 */
final class WireJson implements JsonMapper {

    @Override
    public String toJsonString(Object value, Type type) {
        return Json.write(value);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T fromJsonString(String json, Type target) {
        return (T) Json.whole(Json.tree(json), (Class<?>) target);
    }
}

package dev.maestro.manual;

import static dev.maestro.manual.Tree.array;
import static dev.maestro.manual.Tree.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.hub.rest.HubRoute;
import java.util.Locale;

/** The signed HTTP API of the hub, which is defined by Pusher Channels. */
final class HubOperation {

    private HubOperation() {}

    static ObjectNode of(HubRoute route) {
        ObjectNode operation =
                object(
                        "operationId",
                        OpenApi.operationId(route.verb().toLowerCase(Locale.ROOT), route.path()),
                        "tags",
                        array("pusher"),
                        "summary",
                        route.sentence(),
                        "security",
                        array(Shared.signed()));
        ArrayNode parameters = array(OpenApi.inPath(route.path()));
        switch (route) {
            case CHANNELS -> {
                parameters.add(query("filter_by_prefix", "Only channels that begin so."));
                parameters.add(query("info", "user_count, with presence- as the prefix."));
            }
            case CHANNEL -> parameters.add(query("info", "user_count, subscription_count, cache."));
            case EVENTS, BATCH, USERS, TERMINATE, CONNECTIONS -> {}
        }
        operation.set("parameters", parameters);
        switch (route) {
            case EVENTS -> operation.set("requestBody", body(event()));
            case BATCH ->
                    operation.set(
                            "requestBody",
                            body(
                                    object(
                                            "type",
                                            "object",
                                            "required",
                                            array("batch"),
                                            "properties",
                                            object(
                                                    "batch",
                                                    object("type", "array", "items", event())))));
            case CHANNELS, CHANNEL, USERS, TERMINATE, CONNECTIONS -> {}
        }
        operation.set(
                "responses",
                object(
                        "200",
                        object(
                                "description",
                                "Done.",
                                "content",
                                object(
                                        "application/json",
                                        object("schema", object("type", "object")))),
                        "4XX",
                        object(
                                "description",
                                "400 invalid, 401 signature, 403 disabled, 404 unknown, 413 too large.")));
        return operation;
    }

    private static ObjectNode query(String name, String words) {
        return object(
                "name",
                name,
                "in",
                "query",
                "description",
                words,
                "schema",
                object("type", "string"));
    }

    private static ObjectNode body(ObjectNode schema) {
        return object(
                "required", true, "content", object("application/json", object("schema", schema)));
    }

    private static ObjectNode event() {
        ObjectNode text = object("type", "string");
        return object(
                "type",
                "object",
                "required",
                array("name", "data"),
                "properties",
                object(
                        "name",
                        text,
                        "data",
                        object("type", "string", "description", "Passed on as it is."),
                        "channel",
                        text.deepCopy(),
                        "channels",
                        object("type", "array", "items", text.deepCopy()),
                        "socket_id",
                        object("type", "string", "description", "This socket does not get it."),
                        "info",
                        text.deepCopy()));
    }
}

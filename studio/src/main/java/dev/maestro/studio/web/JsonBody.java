package dev.maestro.studio.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.protocol.json.Json;
import io.javalin.http.Context;

/** Answers of the API that are put together from several records. */
public final class JsonBody {

    private JsonBody() {}

    /**
     * Answers one object: the fields of {@code whole}'s first component, and beside them the rest.
     */
    public static void answerFlat(Context ctx, Record whole) {
        ObjectNode all = (ObjectNode) Json.node(whole);
        String head = all.fieldNames().next();
        ObjectNode flat = (ObjectNode) all.remove(head);
        flat.setAll(all);
        ctx.json(flat);
    }
}

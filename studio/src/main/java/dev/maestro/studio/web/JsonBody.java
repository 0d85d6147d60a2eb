package dev.maestro.studio.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.protocol.json.Json;
import io.javalin.http.Context;
import java.util.Map;

/** Answers of the API that are put together from several records. */
public final class JsonBody {

    private JsonBody() {}

    /** Answers one object: the fields of {@code head}, and beside them {@code more}. */
    public static void answer(Context ctx, Object head, Map<String, ?> more) {
        ObjectNode whole = (ObjectNode) Json.node(head);
        more.forEach((name, value) -> whole.set(name, Json.node(value)));
        ctx.json(whole);
    }
}

package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;

/** What programs ask of a vendor besides an answer: which models there are, how long a text is. */
final class Surroundings {

    private static final String MODEL = "scripted-model";

    private Surroundings() {}

    static void answer(HttpExchange exchange, Answer answer, String body, List<String> unknown)
            throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestHeaders().containsKey("upgrade")) {
            answer.json(426, Json.object());
        } else if (exchange.getRequestMethod().equals("HEAD")) {
            answer.json(200, Json.object());
        } else if (path.endsWith("/models")) {
            answer.json(200, Json.object("object", "list", "data", Json.array(model())));
        } else if (path.endsWith("/count_tokens")) {
            answer.json(200, Json.object("input_tokens", tokens(body)));
        } else if (path.endsWith(":countTokens")) {
            answer.json(200, Json.object("totalTokens", tokens(body)));
        } else {
            unknown.add(exchange.getRequestMethod() + " " + path);
            answer.json(404, Json.object("error", Json.object("message", "not here: " + path)));
        }
    }

    private static ObjectNode model() {
        return Json.object("id", MODEL, "object", "model", "display_name", MODEL, "type", "model");
    }

    private static int tokens(String body) {
        return 1 + body.length() / 4;
    }
}

package dev.maestro.client.provider.opencode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.agent.JsonLine;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/** What is said to one OpenCode server about one session. Any thread may use it. */
final class OpenCodeSession implements AutoCloseable {

    private static final String ID = "[A-Za-z0-9_-]{1,100}";

    private final OpenCodeServer server;
    private final OpenCodeTask task;
    private volatile String id = "";

    OpenCodeSession(URI base, OpenCodeTask task) {
        this.server = new OpenCodeServer(base, task.password());
        this.task = task;
    }

    String id() {
        return id;
    }

    void listen(Consumer<ObjectNode> listener) throws IOException {
        server.events(listener);
    }

    /** False when the session to go on with is gone. */
    boolean open() throws IOException {
        if (task.session().isEmpty()) {
            id = server.post("/session", JsonLine.object()).path("id").asText();
            return true;
        }
        String earlier = task.session().get();
        if (!earlier.matches(ID) || server.get("/session/" + earlier).isEmpty()) {
            return false;
        }
        id = earlier;
        return true;
    }

    /** While it works, too: then it reads it at its next step. */
    void say(String words) throws IOException {
        ObjectNode body = JsonLine.object();
        task.model().ifPresent(model -> name(body, model));
        body.putArray("parts").addObject().put("type", "text").put("text", words);
        server.post("/session/" + id + "/prompt_async", body);
    }

    private static void name(ObjectNode body, String model) {
        int slash = model.indexOf('/');
        if (slash > 0) {
            body.putObject("model")
                    .put("providerID", model.substring(0, slash))
                    .put("modelID", model.substring(slash + 1));
        }
    }

    boolean works() throws IOException {
        Optional<ObjectNode> status = server.get("/session/status");
        return status.filter(all -> all.has(id))
                .filter(all -> !all.path(id).path("type").asText().equals("idle"))
                .isPresent();
    }

    void permit(String request, boolean allowed) throws IOException {
        ObjectNode reply = JsonLine.object().put("reply", allowed ? "once" : "reject");
        if (!allowed) {
            // Without a message it ends the turn.
            reply.put("message", "This was not allowed. Go on without it.");
        }
        server.post("/permission/" + request + "/reply", reply);
    }

    void refuseQuestion(String question) throws IOException {
        server.post("/question/" + question + "/reject", JsonLine.object());
    }

    @Override
    public void close() {
        server.close();
    }
}

package dev.maestro.client.provider.acp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.settings.PermissionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an agent lets be chosen for a session. There are two ways to say it, lists of modes and
 * models and lists of options, and agents use the one, the other, or both.
 */
final class AcpChoices {

    /** What agents call it when nothing is asked, the most exact name first. */
    private static final List<String> ALLOWING =
            List.of("bypassPermissions", "yolo", "agent-full-access", "full-access");

    /** What they call it when changes of the worktree's files are not asked. */
    private static final List<String> EDITING =
            List.of("acceptEdits", "autoEdit", "auto-edit", "workspace-write");

    /** A request that makes a choice. */
    record Choice(String method, ObjectNode params) {}

    private final String session;
    private final JsonNode answer;

    /**
     * @param answer to the request for a new session or an old one
     */
    AcpChoices(String session, JsonNode answer) {
        this.session = session;
        this.answer = answer;
    }

    /** Agents without such modes ask before they use a tool; the answer is ours, too. */
    Optional<Choice> mode(PermissionMode permission) {
        Set<String> modes = Set.copyOf(modes());
        Optional<String> mode =
                (permission == PermissionMode.ALLOW ? ALLOWING : EDITING)
                        .stream().filter(modes::contains).findFirst();
        return mode.map(id ->
                answer.has("modes")
                        ? new Choice("session/set_mode", AcpWire.session(session).put("modeId", id))
                        : option("mode", id));
    }

    private List<String> modes() {
        List<String> ids = new ArrayList<>();
        answer.path("modes")
                .path("availableModes")
                .forEach(mode -> ids.add(mode.path("id").asText()));
        option("mode").path("options").forEach(choice -> ids.add(choice.path("value").asText()));
        return ids;
    }

    Optional<Choice> model(String model) {
        if (!option("model").isMissingNode()) {
            return Optional.of(option("model", model));
        }
        return answer.has("models")
                ? Optional.of(
                        new Choice(
                                "session/set_model",
                                AcpWire.session(session).put("modelId", model)))
                : Optional.empty();
    }

    /** The model that is used when none is chosen. */
    Optional<String> currentModel() {
        JsonNode named = answer.path("models").path("currentModelId");
        JsonNode current = named.isTextual() ? named : option("model").path("currentValue");
        return current.isTextual() ? Optional.of(current.asText()) : Optional.empty();
    }

    private JsonNode option(String category) {
        for (JsonNode option : answer.path("configOptions")) {
            if (option.path("category").asText().equals(category)) {
                return option;
            }
        }
        return answer.path("none");
    }

    private Choice option(String category, String value) {
        ObjectNode params = AcpWire.session(session);
        params.set("configId", option(category).path("id"));
        params.put("value", value);
        return new Choice("session/set_config_option", params);
    }
}

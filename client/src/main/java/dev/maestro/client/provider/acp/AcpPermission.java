package dev.maestro.client.provider.acp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.agent.JsonLine;
import java.util.List;

/** The answer to {@code session/request_permission}: an option, chosen by its kind. */
final class AcpPermission {

    /** Never for always: agents write that down, for runs that nobody has allowed. */
    private static final List<String> ALLOWING = List.of("allow_once");

    private static final List<String> DENYING = List.of("reject_once", "reject_always");

    private AcpPermission() {}

    static ObjectNode answer(JsonNode request, boolean allowed) {
        for (String kind : allowed ? ALLOWING : DENYING) {
            for (JsonNode option : request.path("options")) {
                if (option.path("kind").asText().equals(kind)) {
                    ObjectNode chosen = JsonLine.object();
                    chosen.putObject("outcome")
                            .put("outcome", "selected")
                            .set("optionId", option.path("optionId"));
                    return chosen;
                }
            }
        }
        ObjectNode none = JsonLine.object();
        none.putObject("outcome").put("outcome", "cancelled");
        return none;
    }
}

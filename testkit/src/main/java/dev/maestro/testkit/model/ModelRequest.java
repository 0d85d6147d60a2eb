package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the model was asked, the same whatever wire it came by.
 *
 * @param streamed the answer is wanted piece by piece
 * @param system what the program says before everything else
 * @param answerSchema the answer must be JSON of this schema; missing when it need not
 * @param key with which the program asked
 * @param body as it came
 */
public record ModelRequest(
        Wire wire,
        String model,
        boolean streamed,
        String system,
        List<Turn> turns,
        List<Tool> tools,
        JsonNode answerSchema,
        String key,
        JsonNode body) {

    public ModelRequest {
        turns = List.copyOf(turns);
        tools = List.copyOf(tools);
    }

    /** The person's last message, all its parts. */
    public String prompt() {
        int last = lastWord();
        List<String> parts = new ArrayList<>();
        for (int i = last; i >= 0 && turns.get(i).role() == Turn.Role.PERSON; i--) {
            parts.addFirst(turns.get(i).text());
        }
        return String.join("\n", parts);
    }

    /** How many rounds of tool results came since then: the number of the step that is due. */
    public int step() {
        return (int) sinceLastWord().stream().filter(it -> it.role() == Turn.Role.TOOLS).count();
    }

    /** The results of the last round of tools; empty when there was none since the prompt. */
    public String toolResult() {
        return sinceLastWord().stream()
                .filter(it -> it.role() == Turn.Role.TOOLS)
                .reduce((_, later) -> later)
                .map(Turn::text)
                .orElse("");
    }

    public List<String> toolNames() {
        return tools.stream().map(Tool::name).toList();
    }

    /** All that the model was told, in reading order. */
    public String text() {
        return turns.stream().map(Turn::text).collect(Collectors.joining("\n", system + "\n", ""));
    }

    private List<Turn> sinceLastWord() {
        return turns.subList(lastWord() + 1, turns.size());
    }

    private int lastWord() {
        for (int i = turns.size() - 1; i >= 0; i--) {
            if (turns.get(i).role() == Turn.Role.PERSON) {
                return i;
            }
        }
        return -1;
    }
}

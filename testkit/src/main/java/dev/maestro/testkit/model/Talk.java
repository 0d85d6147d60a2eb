package dev.maestro.testkit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Collects turns while a wire's messages are read. Programs put much into the person's place that
 * no person said: blocks in tags, mostly, and the wish that the model go on where its answer was
 * cut; such a text is the program's.
 */
final class Talk {

    private static final Pattern BY_PROGRAM =
            Pattern.compile(
                    "<([A-Za-z_-]+)[^>]*>.*?</\\1>"
                            + "|^# AGENTS\\.md instructions[^\\n]*"
                            + "|^(?:Your response above was cut off|Output token limit hit)[^\\n]*",
                    Pattern.DOTALL | Pattern.MULTILINE);

    private final List<Turn> turns = new ArrayList<>();

    void program(String text) {
        turns.add(new Turn(Turn.Role.PROGRAM, text));
    }

    void person(String text) {
        String bare = BY_PROGRAM.matcher(text).replaceAll("");
        turns.add(new Turn(bare.isBlank() ? Turn.Role.PROGRAM : Turn.Role.PERSON, text));
    }

    void model(String text) {
        turns.add(new Turn(Turn.Role.MODEL, text));
    }

    /** Results that follow one another are of one round. */
    void result(String text) {
        if (!turns.isEmpty() && turns.getLast().role() == Turn.Role.TOOLS) {
            turns.add(new Turn(Turn.Role.TOOLS, turns.removeLast().text() + "\n" + text));
        } else {
            turns.add(new Turn(Turn.Role.TOOLS, text));
        }
    }

    List<Turn> turns() {
        return turns;
    }

    static String newId(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 24);
    }
}

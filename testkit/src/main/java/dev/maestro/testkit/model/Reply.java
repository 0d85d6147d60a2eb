package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;

/** An answer before a wire gives it its form. */
record Reply(String text, List<Call> calls, Usage usage, Ending ending) {

    /** Why the model stops. */
    enum Ending {
        DONE,
        TRUNCATED,
        DECLINED
    }

    /**
     * @param input a text for a freeform tool
     */
    record Call(String id, Tool tool, JsonNode input) {}

    Reply {
        calls = List.copyOf(calls);
    }

    Reply hit(Trouble trouble) {
        return switch (trouble) {
            case Trouble.Truncated _ ->
                    new Reply(
                            text.substring(0, text.length() / 2),
                            List.of(),
                            usage,
                            Ending.TRUNCATED);
            case Trouble.Unfinished _ ->
                    new Reply(text.substring(0, text.length() * 3 / 4), calls, usage, ending);
            case Trouble.Declined _ ->
                    new Reply("I cannot help with that.", List.of(), usage, Ending.DECLINED);
            default -> this;
        };
    }

    /** The text as a model sends it: some letters at a time. */
    List<String> pieces() {
        return IntStream.iterate(0, at -> at < text.length(), at -> at + 24)
                .mapToObj(at -> text.substring(at, Math.min(text.length(), at + 24)))
                .toList();
    }
}

package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * One answer of the model: what it says, and what it wants done. A step without deeds ends the
 * model's turn. Deeds are neutral: the tools are those that the asking program declared.
 *
 * @param pause between two pieces of a streamed answer
 * @param gate the answer begins when it is open
 */
public record Step(
        String text, List<Deed> deeds, Usage usage, Duration pause, CountDownLatch gate) {

    public Step {
        deeds = List.copyOf(deeds);
    }

    public static Step say(String text) {
        return new Step(text, List.of(), Usage.USUAL, Duration.ZERO, new CountDownLatch(0));
    }

    /** The last word: a step that only speaks. */
    public static Step finish(String text) {
        return say(text);
    }

    /** A relative path is below the directory in which the program works. */
    public Step write(String path, String content) {
        return and(new Deed.Write(path, content));
    }

    public Step run(String command) {
        return and(new Deed.Run(command));
    }

    public Step read(String path) {
        return and(new Deed.Read(path));
    }

    /** Calls a tool by its name, declared or not. */
    public Step call(String tool, JsonNode input) {
        return and(new Deed.Call(tool, input));
    }

    public Step costing(Usage tokens) {
        return new Step(text, deeds, tokens, pause, gate);
    }

    /** Waits between any two pieces of the stream, as a model that thinks. */
    public Step slowly(Duration between) {
        return new Step(text, deeds, usage, between, gate);
    }

    /** Answers when the test has opened the gate, or the server's patience is over. */
    public Step behind(CountDownLatch closed) {
        return new Step(text, deeds, usage, pause, closed);
    }

    private Step and(Deed deed) {
        List<Deed> more = new ArrayList<>(deeds);
        more.add(deed);
        return new Step(text, more, usage, pause, gate);
    }
}

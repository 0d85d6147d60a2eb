package dev.maestro.client.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.door.DoorCall;
import dev.maestro.client.door.DoorClient;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.work.RunMethod.SubtaskRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What an agent may ask and say; the schema of its arguments is a resource of the same name. */
enum RunTool {
    TASK_CONTEXT(
            "Your task",
            "Read the task of this run as it is now: title, description, acceptance criteria, round,"
                    + " findings of earlier reviews, the operator's directives that stand, branches,"
                    + " the commit, and the check that is run on your work. Read it again when you"
                    + " have worked for a while: directives may have come.",
            true) {
        @Override
        Answer call(DoorClient run, JsonNode arguments) {
            DoorCall.Context context = run.context();
            return new Answer(ContextText.of(context), Json.node(context));
        }
    },
    PROGRESS(
            "Tell how far you are",
            "Show people one sentence about what you do now. It replaces the one before.",
            false) {
        @Override
        Answer call(DoorClient run, JsonNode arguments) {
            run.progress(Json.convert(arguments, DoorCall.Progress.class));
            return Answer.of("Shown.");
        }
    },
    SUBTASK(
            "Ask for a further task",
            "Propose a further task in the same plan, for work that you found and that is not yours"
                    + " to do now. Others will do it; go on with your own task.",
            false) {
        @Override
        Answer call(DoorClient run, JsonNode arguments) {
            SubtaskRequest request = Json.convert(arguments, SubtaskRequest.class);
            run.subtask(request);
            return Answer.of("Proposed: %s. Go on with your own task.".formatted(request.title()));
        }
    },
    QUESTION(
            "Ask a person",
            "Ask the operator something that you cannot find out. With wait_seconds you wait for the"
                    + " answer; without, you go on at once, and an answer may come later as a"
                    + " directive. Nobody may be there: then decide yourself.",
            false) {
        @Override
        Answer call(DoorClient run, JsonNode arguments) {
            DoorCall.Question question = Json.convert(arguments, DoorCall.Question.class);
            return run.question(question)
                    .map(answer -> Answer.of("The answer: " + answer))
                    .orElseGet(() ->
                            Answer.of(
                                    question.patience()
                                            .map(patience ->
                                                    ("Nobody answered within %d seconds. Decide"
                                                                    + " yourself, and say in your"
                                                                    + " work what you assumed.")
                                                            .formatted(patience.toSeconds()))
                                            .orElse("Asked. Go on; nobody waits.")));
        }
    },
    VERDICT(
            "Judge the commit",
            "Give the verdict of a review, on exactly the commit that the task context names. Only in"
                    + " a review, and once. What you write must not say otherwise: two that differ"
                    + " are no verdict.",
            false) {
        @Override
        Answer call(DoorClient run, JsonNode arguments) {
            DoorCall.Verdict verdict = Json.convert(arguments, DoorCall.Verdict.class);
            String commit = run.verdict(verdict);
            return Answer.of(
                    "%s: commit %s."
                            .formatted(verdict.approved() ? "Approved" : "Rejected", commit));
        }
    };

    /**
     * @param content the same for programs; an empty object where the sentence says it all
     */
    record Answer(String text, JsonNode content) {
        static Answer of(String text) {
            return new Answer(text, Json.node(new DoorCall.Nothing()));
        }
    }

    private final String title;
    private final String description;
    private final boolean readOnly;

    RunTool(String title, String description, boolean readOnly) {
        this.title = title;
        this.description = description;
        this.readOnly = readOnly;
    }

    /**
     * @throws dev.maestro.protocol.Refused with a sentence that the agent can act upon
     */
    abstract Answer call(DoorClient run, JsonNode arguments);

    /** As agents call it. */
    String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    boolean readOnly() {
        return readOnly;
    }

    /** The JSON schema of its arguments. */
    String schema() {
        String name = wireName() + ".schema.json";
        try (InputStream schema = RunTool.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(schema, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}

package dev.maestro.studio;

import dev.maestro.protocol.json.Json;
import dev.maestro.studio.platform.StoredEvent;
import java.util.EnumSet;
import java.util.Set;

/**
 * The loops, and which of them may find something to do after an event. To wake one too few costs
 * at most its poll of a second; to wake all after everything costs most of the processor.
 */
enum Loop {
    DISPATCH,
    REVIEW,
    MERGE;

    static Set<Loop> after(StoredEvent event) {
        return switch (event.type()) {
            case "run.dispatched",
                    "run.started",
                    "run.progress",
                    "task.dispatched",
                    "task.started",
                    "task.merged",
                    "session.busy",
                    "session.limited",
                    "directive.given",
                    "directive.delivered",
                    "directive.cleared",
                    "question.asked",
                    "question.answered",
                    "comment.added" ->
                    EnumSet.noneOf(Loop.class);
            case "run.queued",
                    "task.rejected",
                    "task.conflicted",
                    "session.online",
                    "session.idle" ->
                    EnumSet.of(DISPATCH);
            case "task.in_review" -> EnumSet.of(REVIEW);
            case "task.approved" -> EnumSet.of(MERGE);
            case "run.succeeded" -> afterSuccess(event);
            default -> EnumSet.allOf(Loop.class);
        };
    }

    /** A seat is free in any case. */
    private static Set<Loop> afterSuccess(StoredEvent event) {
        return switch (Json.tree(event.dataJson()).path("purpose").asText()) {
            case "review" -> EnumSet.of(DISPATCH, REVIEW);
            case "check", "release" -> EnumSet.of(DISPATCH, MERGE);
            default -> EnumSet.of(DISPATCH);
        };
    }
}

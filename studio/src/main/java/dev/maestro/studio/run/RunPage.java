package dev.maestro.studio.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A run with its steps and what its agent asked, the newest first, and the directives that stand
 * for it.
 */
public record RunPage(
        RunView run,
        List<StepView> steps,
        List<DirectiveView> directives,
        List<QuestionView> questions) {

    public record StepView(Instant at, String trigger, String state, long fence, String detail) {}

    /**
     * A steering sentence that stands for this run.
     *
     * @param delivery when its agent hears of it: {@code now}, {@code next_turn}, {@code next_run}
     */
    public record DirectiveView(
            UUID id, String text, String by, Instant createdAt, Optional<String> delivery) {}
}

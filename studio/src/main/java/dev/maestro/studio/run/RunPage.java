package dev.maestro.studio.run;

import java.time.Instant;
import java.util.List;

/** A run with its steps, the newest first, and the directives that stand for it. */
public record RunPage(RunView run, List<StepView> steps, List<DirectiveView> directives) {

    public record StepView(Instant at, String trigger, String state, long fence, String detail) {}

    /** A steering sentence that stands for this run. */
    public record DirectiveView(String text, String by, Instant createdAt) {}
}

package dev.maestro.client.mcp;

import dev.maestro.client.door.DoorCall;
import dev.maestro.protocol.work.StudioMethod.TaskPacket;
import java.util.List;

/** A run's task as Markdown. A pure function. */
public final class ContextText {

    private final StringBuilder text = new StringBuilder();

    private ContextText() {}

    public static String of(DoorCall.Context context) {
        ContextText written = new ContextText();
        written.head(context);
        written.list("Directives from the operator (they come first)", context.directives());
        written.list("Conflicts to resolve", context.conflicts());
        written.list("Findings of earlier rounds", context.findings());
        context.task().ifPresent(task -> written.list("Acceptance criteria", task.criteria()));
        return written.text.toString();
    }

    private void head(DoorCall.Context context) {
        line(
                context.task()
                        .map(task -> "# Task %d: %s".formatted(task.number(), task.title()))
                        .orElse("# " + context.plan()));
        line("");
        line(
                "Run %s, to %s; attempt %d%s. Plan: %s."
                        .formatted(
                                context.run(),
                                context.purpose(),
                                context.attempt(),
                                context.task().map(task -> ", round " + task.round()).orElse(""),
                                context.plan()));
        line(
                "Commit %s; epic branch %s%s%s."
                        .formatted(
                                context.commit(),
                                context.epic(),
                                context.branch().map(branch -> "; branch " + branch).orElse(""),
                                context.check()
                                        .map(check -> "; checked with `%s`".formatted(check))
                                        .orElse("")));
        line("");
        context.task()
                .map(TaskPacket::description)
                .filter(description -> !description.isBlank())
                .ifPresent(description -> {
                    line(description.strip());
                    line("");
                });
    }

    private void list(String heading, List<String> items) {
        if (items.isEmpty()) {
            return;
        }
        line("## " + heading);
        line("");
        items.forEach(item -> line("- " + item.strip().replace("\n", "\n  ")));
        line("");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}

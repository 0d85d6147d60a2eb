package dev.maestro.client.work;

import dev.maestro.client.provider.AgentEvent;
import java.util.Optional;

/** What a person reads of an event in a run's output. */
final class EventText {

    private static final int MOST_OUTPUT = 4_000;

    private EventText() {}

    /** The agent's own words. */
    static Optional<String> spoken(AgentEvent event) {
        return switch (event) {
            case AgentEvent.Text(String text) -> Optional.of(text);
            case AgentEvent.TextEnd _ -> Optional.of("\n");
            default -> Optional.empty();
        };
    }

    /** Whole lines about what is not the agent's words; each begins with a mark in brackets. */
    static Optional<String> shown(AgentEvent event) {
        return switch (event) {
            case AgentEvent.ToolCall call ->
                    line("tool", call.tool() + " " + call.summary().strip());
            case AgentEvent.ToolResult result -> result(result);
            case AgentEvent.FileChange change ->
                    line(
                            "file",
                            change.kind().name().toLowerCase(java.util.Locale.ROOT)
                                    + " "
                                    + change.path());
            case AgentEvent.Retrying retrying -> line("retry", retrying.why());
            case AgentEvent.Denied denied -> line("denied", denied.tool() + ": " + denied.why());
            case AgentEvent.Error error -> line("error", error.message());
            case AgentEvent.Note note -> line("maestro", note.text());
            case AgentEvent.Started _,
                    AgentEvent.Text _,
                    AgentEvent.TextEnd _,
                    AgentEvent.Thought _,
                    AgentEvent.UsageSoFar _,
                    AgentEvent.LimitWindow _ ->
                    Optional.empty();
        };
    }

    private static Optional<String> result(AgentEvent.ToolResult result) {
        String output = result.output().strip();
        if (output.isEmpty()) {
            return result.failed() ? line("failed", "") : Optional.empty();
        }
        String cut =
                output.length() <= MOST_OUTPUT
                        ? output
                        : output.substring(0, MOST_OUTPUT) + " \u2026 (cut)";
        return line(result.failed() ? "failed" : "result", cut.replace("\n", "\n  "));
    }

    private static Optional<String> line(String mark, String text) {
        return Optional.of("[%s] %s\n".formatted(mark, text));
    }
}

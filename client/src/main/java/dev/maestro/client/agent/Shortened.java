package dev.maestro.client.agent;

import dev.maestro.client.provider.AgentEvent;

/** Cuts what tools were given and answered: a transcript shows it, nobody works with it. */
final class Shortened {

    private static final int MOST_INPUT = 16_000;
    private static final int MOST_OUTPUT = 64_000;

    private Shortened() {}

    static AgentEvent of(AgentEvent event) {
        return switch (event) {
            case AgentEvent.ToolCall(String id, String tool, String summary, String input)
                    when input.length() > MOST_INPUT ->
                    new AgentEvent.ToolCall(id, tool, summary, cut(input, MOST_INPUT));
            case AgentEvent.ToolResult(String id, boolean failed, String output)
                    when output.length() > MOST_OUTPUT ->
                    new AgentEvent.ToolResult(id, failed, cut(output, MOST_OUTPUT));
            default -> event;
        };
    }

    private static String cut(String text, int most) {
        return text.substring(0, most) + " \u2026 (cut)";
    }
}

package dev.maestro.client.work;

import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.SkillLevel;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import dev.maestro.protocol.work.StudioMethod.TaskPacket;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the agent is told, as Markdown. A pure function of the packet. Lines that Maestro would read
 * as said to it stand in code fences or with a placeholder, so that an agent that repeats its
 * prompt says nothing by it.
 */
final class Prompt {

    private final StringBuilder text = new StringBuilder();

    private Prompt() {}

    static String of(Dispatch packet) {
        Prompt prompt = new Prompt();
        packet.task().ifPresent(task -> prompt.task(packet, task));
        prompt.list("Directives from the operator (they come first)", packet.directives());
        packet.conflict()
                .ifPresent(conflict ->
                        prompt.list(
                                "Conflicts to resolve: the epic was merged into your branch; remove"
                                        + " every conflict marker and keep both sides' intent",
                                conflict.paths()));
        prompt.list("Findings of earlier rounds", packet.findings());
        prompt.closing(packet);
        return prompt.text.toString();
    }

    private void task(Dispatch packet, TaskPacket task) {
        line(
                packet.purpose() == Purpose.REVIEW
                        ? "# Review task %d: %s".formatted(task.number(), task.title())
                        : "# Task %d: %s".formatted(task.number(), task.title()));
        line("");
        line(
                "Plan: %s. Round %d, attempt %d."
                        .formatted(packet.planTitle(), task.round(), packet.attempt()));
        line("");
        if (!task.description().isBlank()) {
            line(task.description().strip());
            line("");
        }
        list("Acceptance criteria", task.criteria());
        list("Paths this task is expected to touch", task.paths());
        list("Skills", task.skills().stream().map(Prompt::skill).toList());
    }

    private static String skill(SkillLevel skill) {
        return "%s (level %d of 5)".formatted(skill.skill(), skill.level());
    }

    private void closing(Dispatch packet) {
        if (packet.purpose() == Purpose.REVIEW) {
            line("## How to answer");
            line("");
            line(
                    "You stand in a worktree at commit %s. Judge exactly this commit: the changes are"
                            .formatted(packet.commit()));
            line(
                    "what it adds to the branch `%s`. Change nothing. End with one verdict line, and"
                            .formatted(packet.epicBranch()));
            line("name each problem on a finding line before it:");
            line("");
            line("```");
            line("FINDING: what is wrong, and where");
            line("VERDICT: APPROVED");
            line("VERDICT: REJECTED — the reason in one sentence");
            line("```");
        } else {
            line("## How to work");
            line("");
            line(
                    "You stand in a git worktree on the branch `%s`. Stay in it and on that branch."
                            .formatted(packet.branch().orElse("")));
            line(
                    "Do not push: what you leave, committed or not, is committed, checked and pushed for you.");
            packet.check()
                    .ifPresent(
                            check -> line("It is checked with `%s`.".formatted(check.command())));
        }
    }

    private void list(String heading, List<String> items) {
        if (items.isEmpty()) {
            return;
        }
        line("## " + heading);
        line("");
        line(
                items.stream()
                        .map(item -> "- " + item.strip().replace("\n", "\n  "))
                        .collect(Collectors.joining("\n")));
        line("");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}

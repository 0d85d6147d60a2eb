package dev.maestro.studio.plan;

import dev.maestro.studio.plan.Outline.OutlinePhase;
import dev.maestro.studio.project.Slug;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Markdown outline of a plan; the syntax is in docs/outline.md. Pure; one instance reads
 * one text.
 */
public final class OutlineParser {

    /** More than this is no outline that a person can oversee. */
    static final int MOST_TASKS = 2_000;

    private static final int LONGEST_TITLE = 200;
    private static final Pattern HEADING = Pattern.compile("(#{1,6})(\\s+(.*))?");
    private static final Pattern ITEM = Pattern.compile("[-*]\\s+(.*)");
    private static final Pattern SLUG = Pattern.compile("(.*?)\\s*\\{#([^}]*)}\\s*");

    private final String text;
    private final List<OutlineError> errors = new ArrayList<>();
    private final List<PhaseDraft> phases = new ArrayList<>();
    private final StringBuilder goal = new StringBuilder();
    private Optional<String> title = Optional.empty();
    private @Nullable TaskDraft task;
    private boolean fenced;

    private record PhaseDraft(String title, int line, List<TaskDraft> tasks) {}

    private OutlineParser(String text) {
        this.text = text;
    }

    public static OutlineReading parse(String text) {
        return new OutlineParser(text).read();
    }

    private OutlineReading read() {
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            line(number, line.replace("\t", "    ").stripTrailing());
        }
        checkWhole();
        List<TaskDraft> tasks = phases.stream().flatMap(phase -> phase.tasks().stream()).toList();
        errors.addAll(new OutlineDependencies(tasks).mistakes());
        if (!errors.isEmpty()) {
            errors.sort(
                    Comparator.comparingInt(OutlineError::line)
                            .thenComparingInt(OutlineError::column));
            return new OutlineReading.Mistaken(errors);
        }
        return new OutlineReading.Read(
                new Outline(
                        title.orElseThrow(),
                        goal.toString().strip(),
                        phases.stream()
                                .map(phase ->
                                        new OutlinePhase(
                                                phase.title(),
                                                phase.tasks().stream()
                                                        .map(TaskDraft::task)
                                                        .toList()))
                                .toList()));
    }

    private void line(int number, String line) {
        boolean indented = line.startsWith(" ");
        TaskDraft current = task;
        if (current != null && (indented || line.isEmpty() || fenced)) {
            current.line(number, line, fenced);
            fenced ^= line.strip().startsWith("```");
            return;
        }
        if (phases.isEmpty() && fenced) {
            goalLine(line);
            return;
        }
        Matcher heading = HEADING.matcher(line);
        Matcher item = ITEM.matcher(line.strip());
        if (heading.matches()) {
            heading(number, heading.group(1).length(), Optional.ofNullable(heading.group(3)));
        } else if (title.isPresent() && phases.isEmpty() && !item.matches()) {
            goalLine(line);
        } else if (item.matches()) {
            item(number, line, item.group(1));
        } else if (!line.isBlank()) {
            wrong(
                    number,
                    1,
                    title.isEmpty()
                            ? "an outline begins with its title: # Title"
                            : "this text belongs to no task: indent it by two spaces below one");
        }
    }

    private void goalLine(String line) {
        fenced ^= line.strip().startsWith("```");
        goal.append(line).append('\n');
    }

    private void heading(int number, int level, Optional<String> words) {
        task = null;
        String heading = words.map(String::strip).orElse("");
        if (heading.isEmpty()) {
            wrong(number, level + 1, "a heading needs words");
            return;
        }
        checkLength(number, level + 2, heading);
        switch (level) {
            case 1 -> {
                if (title.isPresent()) {
                    wrong(number, 1, "an outline has one title; a phase is written ## " + heading);
                }
                title = Optional.of(heading);
            }
            case 2 -> {
                phases.stream()
                        .filter(phase -> phase.title().equals(heading))
                        .findFirst()
                        .ifPresent(same ->
                                wrong(
                                        number,
                                        4,
                                        "line %d has a phase \"%s\" already"
                                                .formatted(same.line(), heading)));
                phases.add(new PhaseDraft(heading, number, new ArrayList<>()));
            }
            default ->
                    wrong(number, 1, "headings are # for the title and ## for a phase, not deeper");
        }
    }

    private void item(int number, String line, String words) {
        int column = line.indexOf(words) + 1;
        if (phases.isEmpty()) {
            wrong(number, 1, "a task before the first phase: begin a phase with ## Name");
            phases.add(new PhaseDraft("", number, new ArrayList<>()));
        }
        Matcher named = SLUG.matcher(words);
        String name = words.strip();
        Optional<String> slug = Optional.empty();
        if (named.matches()) {
            name = named.group(1).strip();
            slug = Optional.of(named.group(2).strip());
            if (!slug.get().matches("[a-z0-9](-?[a-z0-9]){0,59}")) {
                wrong(
                        number,
                        line.indexOf("{#") + 1,
                        "\"%s\" is no slug: lower-case letters, digits and single dashes"
                                .formatted(slug.get()));
            }
        } else if (words.contains("{#")) {
            wrong(
                    number,
                    line.indexOf("{#") + 1,
                    "{# without its end: write {#slug} at the end of the line");
            name = words.substring(0, words.indexOf("{#")).strip();
        }
        if (name.isEmpty()) {
            wrong(number, column, "a task needs a title");
        }
        checkLength(number, column, name);
        task =
                new TaskDraft(
                        number,
                        column,
                        name,
                        slug.orElse(Slug.of(name, 40, "task-" + number)),
                        errors);
        phases.getLast().tasks().add(task);
    }

    private void checkWhole() {
        if (title.isEmpty()) {
            wrong(1, 1, "the outline has no title: begin with # Title");
        }
        if (phases.isEmpty() && title.isPresent()) {
            wrong(1, 1, "the outline has no phase: begin one with ## Name");
        }
        for (PhaseDraft phase : phases) {
            if (phase.tasks().isEmpty()) {
                wrong(phase.line(), 1, "the phase \"%s\" has no task".formatted(phase.title()));
            }
        }
        int tasks = phases.stream().mapToInt(phase -> phase.tasks().size()).sum();
        if (tasks > MOST_TASKS) {
            wrong(
                    1,
                    1,
                    "%d tasks are more than %d: make several plans".formatted(tasks, MOST_TASKS));
        }
    }

    private void checkLength(int line, int column, String words) {
        if (words.length() > LONGEST_TITLE) {
            wrong(line, column, "a title has at most %d characters".formatted(LONGEST_TITLE));
        }
    }

    private void wrong(int line, int column, String message) {
        errors.add(new OutlineError(line, column, message));
    }
}

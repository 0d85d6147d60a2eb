package dev.maestro.studio.plan;

import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.SkillLevel;
import dev.maestro.studio.plan.Outline.OutlineTask;
import dev.maestro.studio.skill.Proficiency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One task of an outline while its lines are read. */
final class TaskDraft {

    /** One item of a comma-separated value, and where it stands. */
    record Item(String text, int line, int column) {}

    private static final List<String> KEYS =
            List.of("skills", "after", "estimate", "paths", "hold");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z][a-z_-]*):(?:\\s+(.*))?");
    private static final Pattern ITEM = Pattern.compile("[-*]\\s+(.*)");
    private static final Pattern ESTIMATE =
            Pattern.compile("(?:(\\d{1,3})d)?\\s*(?:(\\d{1,4})h)?\\s*(?:(\\d{1,5})m)?");
    private static final int WORKING_HOURS = 8;

    private final int line;
    private final int column;
    private final String title;
    private final String slug;
    private final List<OutlineError> errors;
    private final List<String> description = new ArrayList<>();
    private final List<String> criteria = new ArrayList<>();
    private final List<SkillLevel> skills = new ArrayList<>();
    private final List<Item> after = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private Optional<Duration> estimate = Optional.empty();
    private boolean held;
    private int criterionIndent;

    TaskDraft(int line, int column, String title, String slug, List<OutlineError> errors) {
        this.line = line;
        this.column = column;
        this.title = title;
        this.slug = slug;
        this.errors = errors;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    String slug() {
        return slug;
    }

    List<Item> after() {
        return after;
    }

    OutlineTask task() {
        return new OutlineTask(
                slug,
                title,
                String.join("\n", description).strip(),
                criteria,
                skills,
                after.stream().map(Item::text).distinct().toList(),
                estimate,
                paths,
                held);
    }

    /** An indented or empty line below the task. */
    void line(int number, String text, boolean fenced) {
        String words = text.strip();
        int indent = text.length() - text.stripLeading().length();
        Matcher attribute = ATTRIBUTE.matcher(words);
        Matcher item = ITEM.matcher(words);
        if (fenced || words.startsWith("```")) {
            description.add(text.startsWith("  ") ? text.substring(2) : text);
        } else if (attribute.matches() && isAttribute(number, indent, attribute.group(1))) {
            attribute(number, text, attribute.group(1), Optional.ofNullable(attribute.group(2)));
        } else if (item.matches()) {
            criterionIndent = indent;
            criteria.add(item.group(1).strip());
        } else if (!words.isEmpty() && !criteria.isEmpty() && indent > criterionIndent) {
            criteria.set(criteria.size() - 1, criteria.getLast() + " " + words);
        } else {
            description.add(words);
        }
    }

    /** A word and a colon is a key at the head of a task; later it may be prose that looks so. */
    private boolean isAttribute(int number, int indent, String key) {
        if (KEYS.contains(key)) {
            return true;
        }
        Optional<String> meant = NearMiss.of(key, KEYS);
        boolean atTheHead = description.isEmpty() && criteria.isEmpty();
        if (atTheHead || meant.isPresent()) {
            wrong(
                    number,
                    indent + 1,
                    "unknown key \"%s\"%s"
                            .formatted(
                                    key,
                                    meant.map(word -> ": did you mean \"%s\"?".formatted(word))
                                            .orElse("; the keys are " + String.join(", ", KEYS))));
            return false;
        }
        return false;
    }

    private void attribute(int number, String text, String key, Optional<String> value) {
        int at = text.indexOf(key) + 1;
        if (seen.contains(key)) {
            wrong(number, at, "\"%s\" is given twice".formatted(key));
        }
        seen.add(key);
        if (value.map(String::isBlank).orElse(true)) {
            wrong(number, at, "\"%s:\" needs a value".formatted(key));
            return;
        }
        List<Item> items = items(number, text, text.indexOf(':') + 1);
        switch (key) {
            case "skills" -> items.forEach(this::skill);
            case "after" -> after.addAll(items);
            case "paths" -> items.forEach(item -> paths.add(item.text()));
            case "estimate" -> estimate = estimate(number, text, value.orElseThrow());
            case "hold" -> held = yes(number, text, value.orElseThrow());
            default -> throw new IllegalStateException("not a key: " + key);
        }
    }

    private List<Item> items(int number, String text, int from) {
        List<Item> items = new ArrayList<>();
        int start = from;
        while (start <= text.length()) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            String part = text.substring(start, end);
            String words = part.strip();
            if (!words.isEmpty()) {
                int gap = part.length() - part.stripLeading().length();
                items.add(new Item(words, number, start + gap + 1));
            }
            start = end + 1;
        }
        return items;
    }

    private void skill(Item item) {
        int colon = item.text().indexOf(':');
        String name = colon < 0 ? item.text() : item.text().substring(0, colon);
        try {
            int level =
                    colon < 0
                            ? SkillLevel.INTERMEDIATE
                            : Proficiency.parse(item.text().substring(colon + 1));
            skills.add(new SkillLevel(name.strip().toLowerCase(Locale.ROOT), level));
        } catch (Refused refused) {
            wrong(item.line(), item.column(), String.valueOf(refused.getMessage()));
        }
    }

    private Optional<Duration> estimate(int number, String text, String value) {
        Matcher parts = ESTIMATE.matcher(value.strip());
        Duration time = Duration.ZERO;
        if (parts.matches()) {
            time =
                    Duration.ofHours(part(parts.group(1)) * WORKING_HOURS + part(parts.group(2)))
                            .plusMinutes(part(parts.group(3)));
        }
        if (time.isZero()) {
            wrong(
                    number,
                    text.indexOf(value) + 1,
                    "\"%s\" is no estimate: write 45m, 2h, 1d or 1h 30m; a day has 8 hours"
                            .formatted(value.strip()));
            return Optional.empty();
        }
        return Optional.of(time);
    }

    private static long part(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private boolean yes(int number, String text, String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> {
                wrong(number, text.indexOf(value) + 1, "hold is yes or no");
                yield false;
            }
        };
    }

    private void wrong(int number, int at, String message) {
        errors.add(new OutlineError(number, at, message));
    }
}

package dev.maestro.client.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.platform.TomlText;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything that is wrong in one file, found together. */
final class Mistakes {

    private final Path file;
    private final TomlText text;
    private final List<Setting> known;
    private final List<Mistake> found = new ArrayList<>();

    private Mistakes(Path file, TomlText text, List<Setting> known) {
        this.file = file;
        this.text = text;
        this.known = known;
    }

    /**
     * @param table what to look at; empty for the whole file
     * @param elsewhere the tables that another room reads
     */
    static List<Mistake> in(
            Path file,
            TomlText text,
            List<Setting> known,
            List<String> table,
            Set<String> elsewhere) {
        Mistakes mistakes = new Mistakes(file, text, known);
        if (table.isEmpty()) {
            mistakes.lookInto(table, text.tree(), elsewhere);
        } else {
            text.get(table).ifPresent(value -> mistakes.look(table, value));
        }
        return List.copyOf(mistakes.found);
    }

    /**
     * @throws Refused {@code invalid_params} with all of them, when there are any
     */
    static void refuse(List<Mistake> mistakes) {
        if (!mistakes.isEmpty()) {
            throw new Refused(
                    RefusalCode.INVALID_PARAMS,
                    "the settings are wrong:\n  "
                            + mistakes.stream()
                                    .map(Mistake::sentence)
                                    .collect(Collectors.joining("\n  ")),
                    Map.of("field", mistakes.getFirst().key(), "mistakes", mistakes));
        }
    }

    private void look(List<String> path, JsonNode value) {
        Optional<Setting> setting = known.stream().filter(one -> one.isAt(path)).findFirst();
        if (setting.isPresent()) {
            SettingType type = setting.get().type();
            if (!type.fits(value)) {
                add(
                        path,
                        value,
                        "it is "
                                + type.right()
                                + type.near(value).map("; did you mean %s?"::formatted).orElse(""));
            }
        } else if (value.isObject() && isTable(path)) {
            lookInto(path, value, Set.of());
        } else if (isTable(path)) {
            add(path, value, "it is a table with keys of its own");
        } else {
            add(
                    path,
                    value,
                    "there is no such setting"
                            + near(path).map("; did you mean %s?"::formatted).orElse(""));
        }
    }

    private void lookInto(List<String> path, JsonNode table, Set<String> elsewhere) {
        table.properties()
                .forEach(one -> {
                    if (!elsewhere.contains(one.getKey())) {
                        List<String> deeper = new ArrayList<>(path);
                        deeper.add(one.getKey());
                        look(List.copyOf(deeper), one.getValue());
                    }
                });
    }

    private boolean isTable(List<String> path) {
        return known.stream()
                .anyMatch(one ->
                        one.parts().size() > path.size()
                                && new Setting(
                                                String.join(
                                                        ".", one.parts().subList(0, path.size())),
                                                one.type(),
                                                "",
                                                "")
                                        .isAt(path));
    }

    private void add(List<String> path, JsonNode value, String right) {
        found.add(
                new Mistake(
                        file, text.line(path), String.join(".", path), value.toString(), right));
    }

    private Optional<String> near(List<String> path) {
        return near(path, known);
    }

    /** The setting that was probably meant, with the names that were given. */
    static Optional<String> near(List<String> path, List<Setting> known) {
        return Nearest.to(
                String.join(".", path),
                known.stream()
                        .filter(one -> one.parts().size() == path.size())
                        .map(one -> named(one, path))
                        .toList());
    }

    private static String named(Setting setting, List<String> path) {
        List<String> parts = new ArrayList<>(setting.parts());
        for (int at = 0; at < parts.size(); at++) {
            if (Setting.isName(parts.get(at))) {
                parts.set(at, path.get(at));
            }
        }
        return String.join(".", parts);
    }
}

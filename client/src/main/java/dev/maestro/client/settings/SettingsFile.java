package dev.maestro.client.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.platform.TomlFile;
import dev.maestro.client.platform.TomlText;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The settings in one file, or in one table of it, by their keys: looked at and changed one at a
 * time.
 */
public final class SettingsFile {

    private final TomlFile file;
    private final List<Setting> settings;
    private final List<Setting> own;
    private final List<String> table;
    private final Set<String> elsewhere;

    /**
     * @param settings all that a person may set
     * @param own what the program itself writes
     * @param table what is put before each key; where a setting has a name in its key, that is the
     *     table's
     * @param elsewhere the tables that another room reads
     */
    SettingsFile(
            TomlFile file,
            List<Setting> settings,
            List<Setting> own,
            List<String> table,
            Set<String> elsewhere) {
        this.file = file;
        this.settings = settings;
        this.own = own;
        this.table = table;
        this.elsewhere = elsewhere;
    }

    /**
     * One setting as it counts.
     *
     * @param value empty when nothing holds
     * @param set whether it stands in the file
     */
    public record Line(String key, Optional<JsonNode> value, boolean set, String meaning) {}

    public Path path() {
        return file.path();
    }

    /** All settings; those with a name in their key once for each name that is there. */
    public List<Line> lines() {
        TomlText text = checked();
        List<Line> lines = new ArrayList<>();
        for (Setting setting : settings) {
            for (List<String> path : expanded(text, setting)) {
                lines.add(line(text, setting, path));
            }
        }
        return lines;
    }

    /**
     * @throws Refused {@code not_found} when there is no such setting
     */
    public Line get(String key) {
        List<String> path = path(key);
        return line(checked(), setting(key), path);
    }

    /**
     * @throws Refused {@code not_found} when there is no such setting; {@code invalid_params} when
     *     the value does not fit
     */
    public Line set(String key, String value) {
        List<String> path = path(key);
        Setting setting = setting(key);
        JsonNode node = setting.type().parse(value);
        if (!setting.type().fits(node)) {
            throw Refused.invalid(
                    key,
                    "%s is %s, not \"%s\"%s"
                            .formatted(
                                    key,
                                    setting.type().right(),
                                    value,
                                    setting.type()
                                            .near(node)
                                            .map("; did you mean %s?"::formatted)
                                            .orElse("")));
        }
        file.change(text -> text.with(path, node));
        return get(key);
    }

    /**
     * @return whether it was set
     * @throws Refused {@code not_found} when there is no such setting
     */
    public boolean unset(String key) {
        List<String> path = path(key);
        setting(key);
        boolean[] there = {false};
        file.change(text -> {
            there[0] = text.get(path).isPresent();
            return text.without(path);
        });
        return there[0];
    }

    TomlText checked() {
        TomlText text = file.read();
        List<Setting> known = Stream.concat(settings.stream(), own.stream()).toList();
        Mistakes.refuse(Mistakes.in(file.path(), text, known, table, elsewhere));
        return text;
    }

    private Setting setting(String key) {
        List<String> path = path(key);
        return settings.stream()
                .filter(one -> one.isAt(path))
                .findFirst()
                .orElseThrow(() ->
                        new Refused(
                                RefusalCode.NOT_FOUND,
                                "there is no setting %s%s"
                                        .formatted(
                                                key,
                                                Mistakes.near(path, settings)
                                                        .map(this::withoutTable)
                                                        .map("; did you mean %s?"::formatted)
                                                        .orElse(": maestro config list")),
                                Map.of("field", key)));
    }

    private String withoutTable(String key) {
        String before = String.join(".", table);
        return key.startsWith(before + ".") ? key.substring(before.length() + 1) : key;
    }

    private List<String> path(String key) {
        List<String> path = new ArrayList<>(table);
        path.addAll(List.of(key.split("\\.", -1)));
        return List.copyOf(path);
    }

    private Line line(TomlText text, Setting setting, List<String> path) {
        Optional<JsonNode> there = text.get(path);
        Optional<JsonNode> usual =
                setting.usual().isEmpty()
                        ? Optional.empty()
                        : Optional.of(setting.type().parse(setting.usual()));
        return new Line(
                String.join(".", path.subList(table.size(), path.size())),
                there.or(() -> usual),
                there.isPresent(),
                setting.meaning());
    }

    private List<List<String>> expanded(TomlText text, Setting setting) {
        List<String> parts = setting.parts();
        if (!table.isEmpty()) {
            List<String> path = new ArrayList<>(table);
            path.addAll(parts.subList(table.size(), parts.size()));
            return List.of(List.copyOf(path));
        }
        for (int at = 0; at < parts.size(); at++) {
            if (Setting.isName(parts.get(at))) {
                List<List<String>> all = new ArrayList<>();
                int place = at;
                text.get(parts.subList(0, at))
                        .ifPresent(table ->
                                table.fieldNames()
                                        .forEachRemaining(name -> {
                                            List<String> path = new ArrayList<>(parts);
                                            path.set(place, name);
                                            all.add(List.copyOf(path));
                                        }));
                return all;
            }
        }
        return List.of(parts);
    }
}

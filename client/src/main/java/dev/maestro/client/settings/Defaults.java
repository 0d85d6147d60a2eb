package dev.maestro.client.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Puts what holds usually in where nothing is said. */
final class Defaults {

    private Defaults() {}

    static void fill(ObjectNode tree, List<Setting> settings) {
        settings.stream()
                .filter(setting -> !setting.usual().isEmpty())
                .forEach(setting -> fill(tree, setting, setting.parts()));
    }

    private static void fill(ObjectNode table, Setting setting, List<String> parts) {
        String first = parts.getFirst();
        if (parts.size() == 1) {
            if (!table.has(first)) {
                table.set(first, setting.type().parse(setting.usual()));
            }
            return;
        }
        List<String> rest = parts.subList(1, parts.size());
        if (Setting.isName(first)) {
            table.valueStream()
                    .filter(ObjectNode.class::isInstance)
                    .forEach(child -> fill((ObjectNode) child, setting, rest));
        } else if (table.get(first) instanceof ObjectNode child) {
            fill(child, setting, rest);
        } else if (!table.has(first) && !Setting.isName(rest.getFirst())) {
            fill(table.putObject(first), setting, rest);
        }
    }
}

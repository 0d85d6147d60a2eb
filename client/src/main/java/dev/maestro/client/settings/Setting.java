package dev.maestro.client.settings;

import java.util.List;

/**
 * One setting, as help texts and pages print it.
 *
 * @param key as the file has it, with dots; a part in capitals stands for any name
 * @param usual what holds when it is not set, as a person would write it; empty for nothing
 * @param meaning a phrase without a full stop
 */
public record Setting(String key, SettingType type, String usual, String meaning) {

    List<String> parts() {
        return List.of(key.split("\\."));
    }

    boolean isAt(List<String> path) {
        List<String> parts = parts();
        if (parts.size() != path.size()) {
            return false;
        }
        for (int at = 0; at < parts.size(); at++) {
            if (!isName(parts.get(at)) && !parts.get(at).equals(path.get(at))) {
                return false;
            }
        }
        return true;
    }

    /** Whether this part stands for any name. */
    static boolean isName(String part) {
        return Character.isUpperCase(part.charAt(0));
    }
}

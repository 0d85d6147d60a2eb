package dev.maestro.client.provider;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of the daemon's environment an agent or a check may see: an allow-list, so that a secret of
 * another program is not handed on by accident. Nothing of Maestro's own is on it.
 */
public final class AllowedEnvironment {

    private static final List<String> USUAL =
            List.of(
                    "PATH",
                    "HOME",
                    "USER",
                    "LOGNAME",
                    "SHELL",
                    "LANG",
                    "LC_ALL",
                    "LC_CTYPE",
                    "TERM",
                    "TZ",
                    "TMPDIR",
                    "JAVA_HOME",
                    "XDG_CONFIG_HOME",
                    "XDG_CACHE_HOME");

    private AllowedEnvironment() {}

    /**
     * @param more further names; one that ends with an asterisk stands for all that begin so. Those
     *     that begin with {@code MAESTRO_} are left out
     */
    public static Map<String, String> of(Map<String, String> environment, Collection<String> more) {
        Map<String, String> allowed = new LinkedHashMap<>();
        for (Collection<String> names : List.of(USUAL, more)) {
            for (String name : names) {
                if (name.endsWith("*")) {
                    String begin = name.substring(0, name.length() - 1);
                    environment.keySet().stream()
                            .filter(one -> one.startsWith(begin))
                            .forEach(one -> allow(one, environment, allowed));
                } else {
                    allow(name, environment, allowed);
                }
            }
        }
        return Map.copyOf(allowed);
    }

    private static void allow(
            String name, Map<String, String> environment, Map<String, String> allowed) {
        String value = environment.get(name);
        if (value != null && !name.startsWith("MAESTRO_")) {
            allowed.put(name, value);
        }
    }
}

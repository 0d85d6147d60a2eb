package dev.maestro.studio.workspace;

import java.text.Normalizer;
import java.util.Locale;

/** Names as words in addresses. */
final class Slug {

    private static final int LENGTH = 32;

    private Slug() {}

    /** Lower-case letters, digits and single hyphens; {@code workspace} when nothing is left. */
    static String of(String name) {
        String plain =
                Normalizer.normalize(name, Normalizer.Form.NFD)
                        .replaceAll("[\\p{M}'’]", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-");
        String cut = plain.substring(0, Math.min(plain.length(), LENGTH)).replaceAll("^-|-$", "");
        return cut.isEmpty() ? "workspace" : cut;
    }
}

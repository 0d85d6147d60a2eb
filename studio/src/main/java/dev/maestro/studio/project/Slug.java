package dev.maestro.studio.project;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;

/** Words for URLs and branches: lower-case letters, digits and single dashes. */
public final class Slug {

    private Slug() {}

    /**
     * The text as such a word, or {@code otherwise} when nothing of it can be kept.
     *
     * @param longest at most so many characters
     */
    public static String of(String text, int longest, String otherwise) {
        String plain =
                Normalizer.normalize(text, Normalizer.Form.NFKD)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\p{M}+", "")
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-+|-+$", "");
        String cut =
                plain.length() > longest
                        ? plain.substring(0, longest).replaceAll("-+$", "")
                        : plain;
        return cut.isEmpty() ? otherwise : cut;
    }

    /** A slug for the name that is not among the taken ones: numbered when need be. */
    static String free(String name, Collection<String> taken) {
        String wish = of(name, 50, "project");
        String slug = wish;
        for (int number = 2; taken.contains(slug); number++) {
            slug = wish + "-" + number;
        }
        return slug;
    }
}

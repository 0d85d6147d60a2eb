package dev.maestro.studio.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word somebody probably meant. */
final class NearMiss {

    private NearMiss() {}

    /** The known word that is at most two typing mistakes away; of a short word, one. */
    static Optional<String> of(String word, Collection<String> known) {
        int tolerance = word.length() <= 3 ? 1 : 2;
        return known.stream()
                .filter(each -> distance(word, each) <= tolerance)
                .min(Comparator.comparingInt(each -> distance(word, each)));
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[b.length()];
    }
}

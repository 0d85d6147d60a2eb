package dev.maestro.client.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What was probably meant by a word that nobody knows. */
public final class Nearest {

    private static final int NEAR = 3;

    private Nearest() {}

    public static Optional<String> to(String word, Collection<String> known) {
        return known.stream()
                .filter(one -> distance(one, word) <= Math.min(NEAR, one.length() / 2))
                .min(Comparator.comparingInt(one -> distance(one, word)));
    }

    /** Letters to add, to drop or to change. */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            above[column] = column;
        }
        for (int line = 1; line <= one.length(); line++) {
            int[] here = new int[other.length() + 1];
            here[0] = line;
            for (int column = 1; column <= other.length(); column++) {
                boolean same = one.charAt(line - 1) == other.charAt(column - 1);
                int changed = above[column - 1] + (same ? 0 : 1);
                here[column] = Math.min(changed, 1 + Math.min(above[column], here[column - 1]));
            }
            above = here;
        }
        return above[other.length()];
    }
}

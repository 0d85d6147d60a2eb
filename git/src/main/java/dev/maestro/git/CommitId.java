package dev.maestro.git;

import java.util.regex.Pattern;

/** The full name of a commit: 40 lower-case hexadecimal digits, never abbreviated. */
public record CommitId(String hex) {

    private static final Pattern FULL = Pattern.compile("[0-9a-f]{40}");

    public CommitId {
        if (!FULL.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "a commit id is 40 lower-case hexadecimal digits, not \"%s\""
                            .formatted(Refs.shown(hex)));
        }
    }

    /** Refuses with {@link IllegalArgumentException} what is not a full commit id. */
    public static CommitId parse(String text) {
        return new CommitId(text);
    }

    /** The first ten digits, for people; never for git. */
    public String abbreviated() {
        return hex.substring(0, 10);
    }

    @Override
    public String toString() {
        return hex;
    }
}

package dev.maestro.git;

/**
 * The short name of a branch, such as {@code epic/search-4f2a9c}, by the rules of {@code git
 * check-ref-format --branch}. Because a value of this type never begins with {@code -} it can be
 * handed to git as an argument.
 */
public record BranchName(String value) {

    /** Refuses with {@link IllegalRef}. */
    public BranchName {
        if (value.startsWith("-") || value.equals("HEAD") || value.equals("@")) {
            throw new IllegalRef(
                    "\"%s\" cannot be the name of a branch".formatted(Refs.shown(value)));
        }
        Refs.full("refs/heads/" + value);
    }

    /** The full ref: {@code refs/heads/…}. */
    public String ref() {
        return "refs/heads/" + value;
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.maestro.git;

/**
 * One file of a difference. Counts are lines, and 0 for a binary file; {@code previousPath} differs
 * only for a rename.
 */
public record DiffFile(
        String path, int added, int deleted, Status status, boolean binary, String previousPath) {

    /** What happened to the file. */
    public enum Status {
        ADDED,
        MODIFIED,
        DELETED,
        RENAMED,
        /** A file became a symbolic link, a submodule, or the other way round. */
        TYPE_CHANGED;

        static Status of(char letter) {
            return switch (letter) {
                case 'A' -> ADDED;
                case 'M' -> MODIFIED;
                case 'D' -> DELETED;
                case 'R' -> RENAMED;
                case 'T' -> TYPE_CHANGED;
                default -> throw new IllegalStateException("git names no such change: " + letter);
            };
        }
    }
}

package dev.maestro.protocol.work;

import java.util.Locale;

/**
 * What a run is for. Plan to check are done by sessions; merge, release and cleanup by Studio
 * itself.
 */
public enum Purpose {
    PLAN,
    ANALYZE,
    DEVELOP,
    TEST,
    REVIEW,
    /** Runs the project's check command on one exact commit: the gate before a merge. */
    CHECK,
    MERGE,
    /**
     * The gate before a release: the check command on the commit that the base branch is to become.
     */
    RELEASE,
    CLEANUP;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

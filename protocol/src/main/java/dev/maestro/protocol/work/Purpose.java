package dev.maestro.protocol.work;

import java.util.Locale;

/** What a run is for. Merge and cleanup are done by Studio itself, all others by sessions. */
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

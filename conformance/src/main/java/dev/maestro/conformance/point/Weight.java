package dev.maestro.conformance.point;

import java.util.Locale;

/** Whether a server may do without. */
public enum Weight {
    /** Stock clients or libraries break without it. */
    MANDATORY,
    /** A server may lack it and still be one. */
    OPTIONAL,
    /** As {@link #OPTIONAL}, and takes minutes: examined only when asked for. */
    SLOW;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

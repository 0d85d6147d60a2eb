package dev.maestro.protocol.contract;

import dev.maestro.protocol.Refused;
import java.util.Locale;

/**
 * What a part of the contract belongs to. What belongs to a feature that is not there yet is
 * refused with {@code not_available_yet} and the feature's name.
 */
public enum Feature {
    /** Users, machines, tokens, memberships. */
    IDENTITY(true),
    PROJECTS(true),
    PLANS(true),
    TASKS(true),
    SESSIONS(true),
    RUNS(true),
    /** Steering sentences. */
    DIRECTIVES(true),
    /** A lead, its workers and their channel. */
    TEAMS(false),
    /** Plans made and changed by proposals. */
    PLANNING(false),
    /** Reading a repository into artifacts. */
    ANALYSIS(false),
    /** Artifacts, context files and their search. */
    KNOWLEDGE(false),
    /** The catalogue of skills, and what members say of themselves. */
    SKILLS(false),
    REPORTS(false),
    /** Telling one user that a person is needed. */
    NOTIFICATIONS(false);

    private final boolean available;

    Feature(boolean available) {
        this.available = available;
    }

    public boolean available() {
        return available;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param what the method, channel or endpoint that was asked for
     * @throws Refused {@code not_available_yet} when the feature is not there
     */
    public void require(String what) {
        if (!available) {
            throw Refused.notAvailableYet(what, wireName());
        }
    }
}

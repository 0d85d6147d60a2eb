package dev.maestro.testkit.model;

/**
 * A piece of what the model was told.
 *
 * @param text of several tools' results: all of them
 */
public record Turn(Role role, String text) {

    /** Who said it. */
    public enum Role {
        /** The asking program, in the person's place or not. */
        PROGRAM,
        PERSON,
        MODEL,
        TOOLS
    }
}

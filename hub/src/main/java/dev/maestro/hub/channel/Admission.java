package dev.maestro.hub.channel;

/** The answer to a wish to enter a channel. */
public sealed interface Admission {

    /** Come in. */
    record Admitted() implements Admission {}

    /**
     * Stay out.
     *
     * @param type the word clients see, {@code AuthError} when the proof was wrong
     * @param reason a sentence
     * @param status the HTTP status that says the same
     */
    record Denied(String type, String reason, int status) implements Admission {}
}

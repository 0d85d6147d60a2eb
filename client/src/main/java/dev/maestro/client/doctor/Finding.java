package dev.maestro.client.doctor;

import java.util.Optional;

/**
 * What an examination found.
 *
 * @param subject what was looked at, in a word or two
 * @param said what is so
 * @param remedy what to do about it, where there is something to do
 */
public record Finding(String subject, Grade grade, String said, Optional<String> remedy) {

    /** How bad it is. */
    public enum Grade {
        GOOD,
        /** It works, and something is worth knowing. */
        NOTE,
        /** Something will not work. */
        BAD
    }

    static Finding good(String subject, String said) {
        return new Finding(subject, Grade.GOOD, said, Optional.empty());
    }

    static Finding note(String subject, String said, String remedy) {
        return new Finding(subject, Grade.NOTE, said, Optional.of(remedy));
    }

    static Finding bad(String subject, String said, String remedy) {
        return new Finding(subject, Grade.BAD, said, Optional.of(remedy));
    }
}

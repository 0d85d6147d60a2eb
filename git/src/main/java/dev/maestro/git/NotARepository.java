package dev.maestro.git;

/**
 * There is no git repository at the address, or it cannot be read from here; the message names the
 * address.
 */
public final class NotARepository extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    NotARepository(String sentence) {
        super(sentence);
    }

    NotARepository(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

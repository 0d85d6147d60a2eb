package dev.maestro.git;

/**
 * An address that is not one of the kinds we let git open, or that hides an option or a command.
 */
public final class IllegalRemote extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    IllegalRemote(String sentence) {
        super(sentence);
    }
}

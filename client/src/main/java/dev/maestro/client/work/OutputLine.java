package dev.maestro.client.work;

/**
 * One line of what a run does, as it is shown while it happens. The text is the agent's or a
 * program's own: whoever prints it makes it harmless.
 *
 * @param number counts from 1 within one dispatch of a run
 */
public record OutputLine(long number, Kind kind, String text) {

    /** What kind of thing is said. */
    public enum Kind {
        SAID,
        THOUGHT,
        TOOL,
        RESULT,
        FAILED,
        FILE,
        RETRY,
        DENIED,
        ERROR,
        NOTE
    }
}

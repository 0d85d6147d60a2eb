package dev.maestro.conformance.wire;

/** The point cannot be examined here; the message says what is missing for it. */
public final class NotExamined extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotExamined(String why) {
        super(why);
    }
}

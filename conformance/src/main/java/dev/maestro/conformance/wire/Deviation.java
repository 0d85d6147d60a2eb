package dev.maestro.conformance.wire;

import org.jspecify.annotations.Nullable;

/** The server did something else than the point asks; the message says what was seen. */
public final class Deviation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Deviation(String seen) {
        super(seen);
    }

    /** Goes on only when it is so. */
    public static void unless(boolean so, String seen, @Nullable Object... details) {
        if (!so) {
            throw new Deviation(details.length == 0 ? seen : seen.formatted(details));
        }
    }
}

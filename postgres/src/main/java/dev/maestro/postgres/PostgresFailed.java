package dev.maestro.postgres;

import org.jspecify.annotations.Nullable;

/**
 * The embedded server could not be unpacked, created, started or stopped; the message says which
 * and shows its last words.
 */
public final class PostgresFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PostgresFailed(String message) {
        super(message);
    }

    PostgresFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

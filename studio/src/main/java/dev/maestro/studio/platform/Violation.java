package dev.maestro.studio.platform;

import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Which law of the schema a failed statement broke. The transaction is lost then: catch it around
 * the block.
 */
public final class Violation {

    private static final String INTEGRITY = "23";

    private Violation() {}

    /** The constraint's or unique index's name; empty when the failure is of another kind. */
    public static Optional<String> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith(INTEGRITY)) {
                ServerErrorMessage message = sql.getServerErrorMessage();
                return message == null
                        ? Optional.empty()
                        : Optional.ofNullable(message.getConstraint());
            }
        }
        return Optional.empty();
    }
}

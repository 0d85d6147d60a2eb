package dev.maestro.hub.channel;

import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.pusher.Member;
import java.util.Optional;

/** The answer to a wish to enter a channel. */
public sealed interface Admission {

    /** Come in; on presence channels as whom. */
    record Admitted(Optional<Member> member) implements Admission {}

    /**
     * Stay out.
     *
     * @param code of the error event
     * @param type the word clients see, {@code AuthError} when the proof was wrong
     * @param reason a sentence
     * @param status the HTTP status that says the same
     */
    record Denied(int code, String type, String reason, int status) implements Admission {

        private static final int LIMIT = 4301;

        /** The proof was missing or wrong, or is good no more. */
        public static Denied unauthorized(String reason) {
            return new Denied(CloseCode.UNAUTHORIZED.number(), "AuthError", reason, 401);
        }

        /** What was sent does not say what it must. */
        public static Denied invalid(String type, String reason) {
            return new Denied(CloseCode.UNAUTHORIZED.number(), type, reason, 400);
        }

        /** Something is too long or too many. */
        public static Denied tooMuch(String reason, int status) {
            return new Denied(LIMIT, "LimitReached", reason, status);
        }
    }
}

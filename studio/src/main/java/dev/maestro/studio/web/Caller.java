package dev.maestro.studio.web;

import dev.maestro.studio.identity.UserId;
import java.util.Optional;

/**
 * Who sent a request, proved by a browser session or by an access token.
 *
 * @param csrf the browser session's token, which every form of it must carry; empty for tokens
 */
public record Caller(UserId user, Kind kind, Optional<String> csrf) {

    /** How the caller proved who it is. */
    public enum Kind {
        BROWSER,
        TOKEN
    }

    public static Caller browser(UserId user, String csrf) {
        return new Caller(user, Kind.BROWSER, Optional.of(csrf));
    }

    public static Caller token(UserId user) {
        return new Caller(user, Kind.TOKEN, Optional.empty());
    }
}

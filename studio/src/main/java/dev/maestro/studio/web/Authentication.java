package dev.maestro.studio.web;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.AccessTokens;
import dev.maestro.studio.identity.Identity;
import dev.maestro.studio.identity.SecretToken;
import dev.maestro.studio.identity.WebSessions;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who sent a request, before any route runs. A bad token refuses nothing here: routes
 * that need nobody work with it too, all others tell why it was not believed.
 */
final class Authentication {

    private static final String BEARER = "Bearer ";

    private final Identity identity;
    private final AccessTokens accessTokens;
    private final WebSessions webSessions;

    Authentication(Identity identity) {
        this.identity = identity;
        this.accessTokens = identity.accessTokens();
        this.webSessions = identity.webSessions();
    }

    private Caller standing(Caller caller) {
        if (!identity.stands(caller.credential())) {
            throw new Refused(
                    RefusalCode.UNAUTHENTICATED, "the tokens of this machine were revoked");
        }
        return caller;
    }

    void look(Context ctx) {
        if (ctx.path().startsWith("/assets/")) {
            return;
        }
        @Nullable String authorization = ctx.header("Authorization");
        if (authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            try {
                String token = authorization.substring(BEARER.length()).strip();
                Callers.remember(ctx, standing(Caller.token(accessTokens.verify(token))));
            } catch (Refused refused) {
                Callers.disbelieve(ctx, refused);
            }
            return;
        }
        @Nullable String cookie = ctx.cookie(BrowserSessions.COOKIE);
        if (cookie != null) {
            webSessions
                    .find(SecretToken.of(cookie))
                    .ifPresent(session -> Callers.remember(ctx, session));
        }
    }
}

package dev.maestro.studio.web;

import dev.maestro.studio.identity.Identity;
import dev.maestro.studio.identity.SecretToken;
import dev.maestro.studio.identity.TokenPair;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/**
 * {@code POST /api/v1/auth/refresh}, {@code POST /api/v1/auth/revoke} and {@code GET
 * /.well-known/jwks.json}: how a machine keeps and ends its proof, and how anybody checks it.
 */
public final class AuthApi implements Routes {

    private record RefreshRequest(String refreshToken) {}

    /** The tokens' form on the wire. */
    private record TokenAnswer(String accessToken, long expiresIn, String refreshToken) {}

    private final Identity identity;

    public AuthApi(Identity identity) {
        this.identity = identity;
    }

    @Override
    public void mount(RoutesConfig routes) {
        routes.post("/api/v1/auth/refresh", this::refresh);
        routes.post("/api/v1/auth/revoke", this::revoke);
        routes.get("/.well-known/jwks.json", this::keys);
    }

    private void refresh(Context ctx) {
        TokenPair pair = identity.refreshTokens().refresh(token(ctx));
        ctx.json(
                        new TokenAnswer(
                                pair.accessToken(),
                                pair.expiresIn().toSeconds(),
                                pair.refreshToken().text()))
                .header("Cache-Control", "no-store");
    }

    private void revoke(Context ctx) {
        identity.refreshTokens().revoke(token(ctx));
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private void keys(Context ctx) {
        ctx.contentType("application/jwk-set+json")
                .header("Cache-Control", "public, max-age=300")
                .result(identity.signingKeys().publicJwks());
    }

    private static SecretToken token(Context ctx) {
        return SecretToken.of(ctx.bodyAsClass(RefreshRequest.class).refreshToken());
    }
}

package dev.maestro.studio.web;

import dev.maestro.studio.identity.Identity;
import dev.maestro.studio.identity.RefreshTokens;
import dev.maestro.studio.identity.SecretToken;
import dev.maestro.studio.identity.TokenPair;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /api/v1/auth/refresh}, {@code POST /api/v1/auth/revoke} and {@code GET
 * /.well-known/jwks.json}: how a machine keeps and ends its proof, and how anybody checks it.
 */
public final class AuthApi implements Api {

    /**
     * @param refreshToken works once
     * @param channels what the access token is to be good for; all when it is not there
     * @param attempt a word that the machine made up and wrote down before it asked, 16 to 100
     *     letters, digits and hyphens: while the next token is unused, the same word brings it
     *     again
     */
    private record RefreshRequest(
            String refreshToken, Optional<List<String>> channels, Optional<String> attempt) {}

    /**
     * The tokens' form on the wire.
     *
     * @param expiresIn seconds of the access token's life
     * @param refreshToken the next one
     */
    private record TokenAnswer(String accessToken, long expiresIn, String refreshToken) {}

    private final Identity identity;

    public AuthApi(Identity identity) {
        this.identity = identity;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/api/v1/auth/refresh",
                                "The next pair of tokens; channels narrows the access token.",
                                this::refresh)
                        .needs(Endpoint.ANYBODY)
                        .asks(RefreshRequest.class)
                        .answers(TokenAnswer.class),
                Endpoint.post(
                                "/api/v1/auth/revoke",
                                "Ends a machine's tokens, and within a second its sockets.",
                                this::revoke)
                        .needs(Endpoint.ANYBODY)
                        .asks(RefreshRequest.class),
                Endpoint.get(
                                "/.well-known/jwks.json",
                                "The keys that access tokens are checked with (RFC 7517).",
                                this::keys)
                        .needs(Endpoint.ANYBODY)
                        .answersText("application/jwk-set+json"));
    }

    private void refresh(Context ctx) {
        RefreshRequest asked = ctx.bodyAsClass(RefreshRequest.class);
        TokenPair pair =
                identity.refreshTokens()
                        .refresh(
                                SecretToken.of(asked.refreshToken()),
                                new RefreshTokens.Asking(
                                        ctx.ip() + " " + ctx.userAgent(), asked.attempt()),
                                asked.channels());
        ctx.json(
                        new TokenAnswer(
                                pair.accessToken(),
                                pair.expiresIn().toSeconds(),
                                pair.refreshToken().text()))
                .header("Cache-Control", "no-store");
    }

    private void revoke(Context ctx) {
        identity.refreshTokens()
                .revoke(SecretToken.of(ctx.bodyAsClass(RefreshRequest.class).refreshToken()));
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private void keys(Context ctx) {
        ctx.contentType("application/jwk-set+json")
                .header("Cache-Control", "public, max-age=300")
                .result(identity.signingKeys().publicJwks());
    }
}

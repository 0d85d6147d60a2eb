package dev.maestro.studio.web;

import dev.maestro.studio.identity.ChannelScope;
import dev.maestro.studio.identity.Credential;
import dev.maestro.studio.identity.Grant;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.identity.WebSession;
import java.util.Optional;

/**
 * Who sent a request, proved by a browser session or by an access token.
 *
 * @param csrf the browser session's token, which every form of it must carry; empty for tokens
 * @param credential ends when the browser session or the token's family does
 * @param scope the channels that it is good for
 */
public record Caller(
        UserId user, Optional<String> csrf, Credential credential, ChannelScope scope) {

    static Caller browser(WebSession session) {
        return new Caller(
                session.userId(),
                Optional.of(session.csrf()),
                session.credential(),
                ChannelScope.whole(session.userId()));
    }

    static Caller token(Grant grant) {
        return new Caller(
                grant.user(),
                Optional.empty(),
                new Credential.Machine(grant.family()),
                grant.scope());
    }

    boolean isBrowser() {
        return csrf.isPresent();
    }
}

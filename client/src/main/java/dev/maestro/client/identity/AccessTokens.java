package dev.maestro.client.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.link.Bearer;
import dev.maestro.client.link.StudioHttp;
import dev.maestro.client.platform.LockFile;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The access token of one identity, refreshed before it expires. A refresh token works once, and
 * Studio takes its second use for a theft: so daemon and command line agree by a lock, and read the
 * tokens again before they refresh. Before they ask they write down a word that goes with the
 * request: when the answer is lost, the same word brings it again. Any thread may use it; one
 * object an identity and process.
 */
final class AccessTokens implements Bearer {

    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final StoredTokens stored;
    private final StudioHttp studio;
    private final InstantSource clock;
    private @Nullable Tokens known;

    /**
     * @param studio as nobody
     */
    AccessTokens(StoredTokens stored, StudioHttp studio, InstantSource clock) {
        this.stored = stored;
        this.studio = studio;
        this.clock = clock;
    }

    @Override
    public synchronized String token() {
        Tokens tokens = known;
        if (tokens == null || isDue(tokens)) {
            tokens = renewed("");
        }
        return tokens.accessToken();
    }

    @Override
    public synchronized void rejected(String token) {
        known = renewed(token);
    }

    /** What another process refreshed meanwhile is good, unless it is what Studio rejected. */
    private Tokens renewed(String rejected) {
        try (LockFile _ = stored.lock()) {
            Tokens tokens =
                    stored.read()
                            .orElseThrow(() ->
                                    unauthenticated("there is no token for " + studio.studio()));
            if (isDue(tokens) || tokens.accessToken().equals(rejected)) {
                tokens = refreshed(asking(tokens));
                stored.write(tokens);
            }
            known = tokens;
            return tokens;
        }
    }

    private Tokens asking(Tokens tokens) {
        if (tokens.attempt().isPresent()) {
            return tokens;
        }
        Tokens asking = tokens.asking(UUID.randomUUID().toString());
        stored.write(asking);
        return asking;
    }

    private Tokens refreshed(Tokens old) {
        Instant asked = clock.instant();
        try {
            JsonNode answer =
                    studio.post(
                            "/api/v1/auth/refresh",
                            Map.of(
                                    "refresh_token",
                                    old.refreshToken(),
                                    "attempt",
                                    old.attempt().orElseThrow()));
            return Tokens.of(answer, asked);
        } catch (Refused refused) {
            throw switch (refused.code().kind()) {
                case TRY_LATER, FAULT -> refused;
                case NOT_FOUND, CONFLICT, INVALID, FORBIDDEN ->
                        unauthenticated(
                                "%s does not accept this machine any more (%s)"
                                        .formatted(studio.studio(), refused.getMessage()));
            };
        }
    }

    private boolean isDue(Tokens tokens) {
        return !clock.instant().plus(MARGIN).isBefore(tokens.expiresAt());
    }

    private static Refused unauthenticated(String why) {
        return new Refused(
                RefusalCode.UNAUTHENTICATED,
                why + "; ask for an invite and run `maestro auth INVITE`");
    }
}

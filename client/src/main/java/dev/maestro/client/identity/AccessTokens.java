package dev.maestro.client.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.link.Bearer;
import dev.maestro.client.link.StudioHttp;
import dev.maestro.client.platform.LockFile;
import dev.maestro.client.platform.PrivateFiles;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The access token of one identity, refreshed before it expires. A refresh token works once, and
 * Studio takes its second use for a theft: so daemon and command line agree by a lock on the file,
 * and read it again before they refresh. Any thread may use it; one object an identity and process.
 */
final class AccessTokens implements Bearer {

    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final Path file;
    private final StudioHttp studio;
    private final InstantSource clock;
    private @Nullable Tokens known;

    /**
     * @param studio as nobody
     */
    AccessTokens(Path file, StudioHttp studio, InstantSource clock) {
        this.file = file;
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
        try (LockFile _ = LockFile.take(file.resolveSibling(file.getFileName() + ".lock"))) {
            Tokens stored = stored();
            if (isDue(stored) || stored.accessToken().equals(rejected)) {
                stored = refreshed(stored);
                PrivateFiles.write(file, Json.write(stored));
            }
            known = stored;
            return stored;
        }
    }

    private Tokens refreshed(Tokens old) {
        Instant asked = clock.instant();
        try {
            JsonNode answer =
                    studio.post(
                            "/api/v1/auth/refresh", Map.of("refresh_token", old.refreshToken()));
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

    private Tokens stored() {
        try {
            return Json.read(Files.readString(file), Tokens.class);
        } catch (NoSuchFileException e) {
            throw unauthenticated("there is no token for " + studio.studio());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
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

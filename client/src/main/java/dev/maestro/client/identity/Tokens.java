package dev.maestro.client.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of one identity. Never printed, never logged.
 *
 * @param attempt the word that went with a refresh whose answer is not here yet: with the same word
 *     Studio gives the same answer again
 */
record Tokens(
        String accessToken, Instant expiresAt, String refreshToken, Optional<String> attempt) {

    Tokens(
            String accessToken,
            Instant expiresAt,
            String refreshToken,
            @Nullable Optional<String> attempt) {
        this.accessToken = accessToken;
        this.expiresAt = expiresAt;
        this.refreshToken = refreshToken;
        this.attempt = attempt == null ? Optional.empty() : attempt;
    }

    static Tokens of(JsonNode answer, Instant now) {
        return new Tokens(
                answer.path("access_token").asText(),
                now.plusSeconds(answer.path("expires_in").asLong()),
                answer.path("refresh_token").asText(),
                Optional.empty());
    }

    Tokens asking(String word) {
        return new Tokens(accessToken, expiresAt, refreshToken, Optional.of(word));
    }

    @Override
    public String toString() {
        return "Tokens[until " + expiresAt + "]";
    }
}

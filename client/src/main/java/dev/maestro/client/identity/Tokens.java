package dev.maestro.client.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** The secrets of one identity. Never printed, never logged. */
record Tokens(String accessToken, Instant expiresAt, String refreshToken) {

    static Tokens of(JsonNode answer, Instant now) {
        return new Tokens(
                answer.path("access_token").asText(),
                now.plusSeconds(answer.path("expires_in").asLong()),
                answer.path("refresh_token").asText());
    }

    @Override
    public String toString() {
        return "Tokens[until " + expiresAt + "]";
    }
}

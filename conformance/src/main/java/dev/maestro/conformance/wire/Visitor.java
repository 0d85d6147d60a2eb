package dev.maestro.conformance.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * Who the exam is at a Studio.
 *
 * @param token the access token
 * @param project the project its sessions work for
 * @param spent the token of an invitation that was redeemed, if one was
 */
public record Visitor(String token, String project, Optional<String> spent) {

    private static final String MIDDLE = "/invites/";

    /** Redeems an invitation, as {@code POST /api/v1/auth/redeem} promises. */
    public static Visitor invited(Portal portal, String invite, Optional<String> project) {
        String text = invite.substring(invite.lastIndexOf(MIDDLE) + 1);
        String secret = text.substring(text.lastIndexOf('/') + 1);
        Answer answer =
                portal.post(
                                "/api/v1/auth/redeem",
                                Map.of("token", secret, "machine", "conformance"))
                        .is(200, 201);
        JsonNode token = answer.json().path("access_token");
        Deviation.unless(token.isTextual(), "no access_token in %s", answer);
        return of(portal, token.textValue(), project, Optional.of(secret));
    }

    /** With a token that is known; takes the first project where none is named. */
    public static Visitor of(
            Portal portal, String token, Optional<String> project, Optional<String> spent) {
        return new Visitor(token, project.orElseGet(() -> firstProject(portal.as(token))), spent);
    }

    private static String firstProject(Portal portal) {
        JsonNode first =
                portal.get("/api/v1/projects").is(200).json().path("items").path(0).path("id");
        Deviation.unless(first.isTextual(), "there is no project to work for; create one");
        return first.textValue();
    }

    @Override
    public String toString() {
        return "Visitor[" + project + "]";
    }
}

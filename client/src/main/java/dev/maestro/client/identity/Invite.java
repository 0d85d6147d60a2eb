package dev.maestro.client.identity;

import dev.maestro.protocol.Refused;
import java.net.URI;

/** An invitation as it is pasted: {@code <studio>/invites/<token>}. */
public record Invite(URI studio, String token) {

    private static final String MIDDLE = "/invites/";

    /**
     * @throws Refused {@code invalid_params} when it is no such address
     */
    public static Invite parse(String text) {
        String url = text.strip();
        int middle = url.lastIndexOf(MIDDLE);
        String token = middle < 0 ? "" : url.substring(middle + MIDDLE.length());
        boolean address = url.matches("https?://.+");
        if (address && middle > 0 && token.matches("[A-Za-z0-9_-]{0,15}")) {
            throw Refused.invalid(
                    "invite", "this invite is too short: it may not have been copied whole");
        }
        if (!address || !token.matches("[A-Za-z0-9_-]{16,200}")) {
            throw Refused.invalid(
                    "invite",
                    "this is no invite: it looks like https://studio.example.com/invites/…");
        }
        return new Invite(URI.create(url.substring(0, middle)), token);
    }

    @Override
    public String toString() {
        return "Invite[" + studio + "]";
    }
}

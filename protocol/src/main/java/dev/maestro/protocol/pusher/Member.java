package dev.maestro.protocol.pusher;

import java.util.Optional;

/**
 * Who somebody is on a presence channel.
 *
 * @param userId the identity: what a string holds, or a number as it was written
 * @param idJson the id in the JSON type it came in, since others expect a number to stay one
 * @param infoJson what the application says about the user; {@code {}} when it says nothing
 */
public record Member(String userId, String idJson, String infoJson) {

    private static final String NO_INFO = "{}";

    /** Reads signed channel data; empty when it is no object with a {@code user_id}. */
    public static Optional<Member> parse(String channelData) {
        return read(channelData, "user_id");
    }

    /** A user of whom only the id is known, and perhaps what the application says. */
    public static Member of(SignedUser user) {
        return new Member(user.id(), JsonText.quoted(user.id()), user.infoJson());
    }

    static Optional<Member> read(String json, String idField) {
        try {
            RawObject object = RawObject.parse(json);
            Optional<String> id = object.raw(idField).filter(Member::isIdentity);
            String info = object.raw("user_info").orElse(NO_INFO);
            return id.map(raw -> new Member(RawObject.content(raw), raw, info));
        } catch (IllegalArgumentException notAnObject) {
            return Optional.empty();
        }
    }

    /** A string with something in it, or a number. */
    private static boolean isIdentity(String raw) {
        char first = raw.charAt(0);
        return first == '"'
                ? !RawObject.content(raw).isEmpty()
                : first == '-' || Character.isDigit(first);
    }
}

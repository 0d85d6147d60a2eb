package dev.maestro.protocol.pusher;

import java.util.List;
import java.util.Optional;

/**
 * The user behind a connection, as the application signed it.
 *
 * @param infoJson what the application says about the user; {@code {}} when it says nothing
 * @param watchlist the users whose coming and going this one wants to know
 */
public record SignedUser(String id, String infoJson, List<String> watchlist) {

    public SignedUser {
        watchlist = List.copyOf(watchlist);
    }

    /** Reads signed user data; empty when it is no object with an {@code id}. */
    public static Optional<SignedUser> parse(String userData) {
        try {
            List<String> watchlist =
                    RawObject.parse(userData).elements("watchlist").stream()
                            .map(RawObject::content)
                            .toList();
            return Member.read(userData, "id")
                    .map(user -> new SignedUser(user.userId(), user.infoJson(), watchlist));
        } catch (IllegalArgumentException notAnObject) {
            return Optional.empty();
        }
    }
}

package dev.maestro.studio.workspace;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the members page shows.
 *
 * @param mayConnect whether the viewer may let in a machine of its own
 * @param roles which the viewer may give to new members; empty: none may be invited
 * @param paste the invite that was just made
 */
public record MembersView(
        Workspace workspace,
        List<Member> members,
        boolean mayConnect,
        List<Role> roles,
        Optional<Paste> paste) {

    /** One line to copy, until it expires. */
    public record Paste(String instruction, String text, Instant expiresAt) {}

    /** A role in the words of the page. */
    public static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}

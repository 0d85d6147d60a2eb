package dev.maestro.protocol.pusher;

import java.util.Optional;

/**
 * A channel's name, read once at the gate: the type says who may enter, {@link #cached()} whether a
 * newcomer is told the last event.
 *
 * <p>Kinds are told by an anchored prefix with its dash, so {@code my-private-x} and {@code
 * privateer} are public.
 */
public sealed interface ChannelName {

    /** What the published libraries allow; the server may set another limit. */
    int DEFAULT_MAX_LENGTH = 200;

    /** Begins the name of a user's own channel; the id follows. */
    String SERVER_TO_USER = "#server-to-user-";

    /** The whole name, prefix included, as it is written in frames. */
    String value();

    /** Whether the server remembers the channel's last event for those who enter later. */
    boolean cached();

    /** Anyone may enter. */
    record Public(String value, boolean cached) implements ChannelName {}

    /** Only with a signature of the application. */
    record Private(String value, boolean cached) implements ChannelName {}

    /** As private, and every member is known to the others. */
    record Presence(String value, boolean cached) implements ChannelName {}

    /** As private; the payload is encrypted between the ends, the server passes it untouched. */
    record Encrypted(String value, boolean cached) implements ChannelName {}

    /** The server's own line to one signed-in user: {@code #server-to-user-ID}. */
    record ServerToUser(String value, String userId) implements ChannelName {
        @Override
        public boolean cached() {
            return false;
        }
    }

    /** Reads a name of at most {@value #DEFAULT_MAX_LENGTH} characters. */
    static Optional<ChannelName> parse(String text) {
        return parse(text, DEFAULT_MAX_LENGTH);
    }

    /** Reads a name; empty when it has a character that is not allowed, or is empty or too long. */
    static Optional<ChannelName> parse(String text, int maxLength) {
        if (text.length() > maxLength) {
            return Optional.empty();
        }
        if (text.startsWith(SERVER_TO_USER)) {
            String userId = text.substring(SERVER_TO_USER.length());
            return userId.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ServerToUser(text, userId));
        }
        return allowed(text) ? Optional.of(byPrefix(text)) : Optional.empty();
    }

    /** Letters, digits and {@code _-=@,.;}; by hand, since every publish asks. */
    private static boolean allowed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!plain && "_-=@,.;".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static ChannelName byPrefix(String text) {
        if (text.startsWith("private-encrypted-")) {
            return new Encrypted(text, text.startsWith("private-encrypted-cache-"));
        }
        if (text.startsWith("private-")) {
            return new Private(text, text.startsWith("private-cache-"));
        }
        if (text.startsWith("presence-")) {
            return new Presence(text, text.startsWith("presence-cache-"));
        }
        return new Public(text, text.startsWith("cache-"));
    }
}

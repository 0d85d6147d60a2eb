package dev.maestro.protocol.pusher;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name a server gives to one connection: two decimal numbers with a dot between.
 *
 * <p>The shape is law: the servers' HTTP libraries refuse any other, and it is part of every signed
 * string.
 */
public record SocketId(String value) {

    private static final Pattern SHAPE = Pattern.compile("\\d{1,20}\\.\\d{1,20}");

    public SocketId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a socket id: " + value);
        }
    }

    /** The id made of two numbers, neither of them negative. */
    public static SocketId of(long first, long second) {
        return new SocketId(first + "." + second);
    }

    /** Reads what a peer sent; empty when it is not a socket id. */
    public static Optional<SocketId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new SocketId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}

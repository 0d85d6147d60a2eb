package dev.maestro.client.sandbox;

import dev.maestro.client.settings.NetworkPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a program needs besides its worktree and what every program has.
 *
 * @param writable directories and files of its own, such as a provider's state; may not exist
 * @param readable what it reads where the usual view of the machine hides it, such as its prompt
 */
public record Needs(List<Path> writable, List<Path> readable, NetworkPolicy network) {

    public Needs {
        writable = List.copyOf(writable);
        readable = List.copyOf(readable);
    }

    /** The network and nothing else. */
    public static Needs nothing() {
        return new Needs(List.of(), List.of(), NetworkPolicy.OPEN);
    }

    /** The same, and more to read. */
    Needs reading(List<Path> more) {
        return new Needs(
                writable, Stream.concat(readable.stream(), more.stream()).toList(), network);
    }
}

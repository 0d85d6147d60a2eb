package dev.maestro.client.work;

import dev.maestro.client.platform.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The name a provider gave to its conversation about one task for one purpose, kept on disk so that
 * the next attempt on this machine goes on with it instead of beginning anew.
 */
record AgentSession(Path directory, String name) {

    Optional<String> earlier() {
        Path file = directory.resolve(name);
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file).strip()).filter(kept -> !kept.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    void keep(String session) {
        PrivateFiles.write(PrivateFiles.directory(directory).resolve(name), session);
    }

    /** The conversation is over: the next attempt begins a new one. */
    void forget() {
        PrivateFiles.delete(directory.resolve(name));
    }
}

package dev.maestro.client.identity;

import dev.maestro.client.platform.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** A file an identity, which only its owner may read. */
final class SecretFiles implements Secrets {

    private final Path directory;

    SecretFiles(Path directory) {
        this.directory = directory;
    }

    @Override
    public Optional<String> read(UUID user) {
        try {
            return Optional.of(Files.readString(file(user)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(user), e);
        }
    }

    @Override
    public void write(UUID user, String text) {
        PrivateFiles.write(file(user), text);
    }

    @Override
    public void forget(UUID user) {
        PrivateFiles.delete(file(user));
    }

    private Path file(UUID user) {
        return directory.resolve(user + ".json");
    }
}

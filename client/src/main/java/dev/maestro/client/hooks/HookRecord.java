package dev.maestro.client.hooks;

import dev.maestro.client.platform.PrivateFiles;
import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of a file that we wrote into, kept in the home.
 *
 * @param before its text; empty when it was not there
 * @param after its text when we had written it
 * @param added what is ours
 */
record HookRecord(
        HookedAgent agent, String file, Optional<String> before, String after, Kept added) {

    /** An {@link Addition} as it can be kept. */
    record Kept(
            Optional<JsonEntries> entries, Optional<TomlTable> toml, Optional<TextBlock> lines) {

        static Kept of(Addition addition) {
            return switch (addition) {
                case JsonEntries entries ->
                        new Kept(Optional.of(entries), Optional.empty(), Optional.empty());
                case TomlTable toml ->
                        new Kept(Optional.empty(), Optional.of(toml), Optional.empty());
                case TextBlock lines ->
                        new Kept(Optional.empty(), Optional.empty(), Optional.of(lines));
            };
        }

        Addition addition() {
            return entries.<Addition>map(each -> each)
                    .or(() -> toml.map(each -> each))
                    .or(() -> lines.map(each -> each))
                    .orElseThrow(() -> new IllegalStateException("nothing was added"));
        }
    }

    static Optional<HookRecord> of(Path records, HookedAgent agent, Path file) {
        Path place = place(records, agent, file);
        try {
            return Files.exists(place)
                    ? Optional.of(Json.read(Files.readString(place), HookRecord.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + place, e);
        }
    }

    void keep(Path records) {
        PrivateFiles.write(place(records, agent, Path.of(file)), Json.writePretty(this));
    }

    void forget(Path records) {
        PrivateFiles.delete(place(records, agent, Path.of(file)));
    }

    private static Path place(Path records, HookedAgent agent, Path file) {
        byte[] name = file.toString().getBytes(StandardCharsets.UTF_8);
        return records.resolve(agent.wireName() + "-" + UUID.nameUUIDFromBytes(name) + ".json");
    }
}

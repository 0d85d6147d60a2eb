package dev.maestro.client.platform;

import dev.maestro.protocol.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The machine's name for Studio: random, made once, no trait of the machine in it. */
public final class MachineId {

    private MachineId() {}

    /**
     * Reads the id, or makes it; two processes at once get the same one, and so do two sessions of
     * one: the lock on the file is no lock between threads.
     */
    public static synchronized String of(MaestroHome home) {
        Path file = home.machineId();
        try (LockFile _ = LockFile.take(home.locks().resolve("machine.lock"))) {
            if (!Files.exists(file)) {
                PrivateFiles.write(file, UUID.randomUUID() + "\n");
            }
            String id = Files.readString(file).strip();
            if (id.isEmpty()) {
                throw Refused.invalid("machine.id", file + " is empty; delete it to get a new one");
            }
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}

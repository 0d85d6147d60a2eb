package dev.maestro.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How an embedded server is run.
 *
 * @param durable whether a commit is on the disk before it is answered; without it a crash of the
 *     machine may destroy the data, while a crash of a program still does not
 * @param startPatience how long a start may take, recovery after a crash included
 * @param lockPatience how long to wait for another program that uses the same directory
 * @param binaries where the unpacked programs are put instead of beside the data, to be shared by
 *     several servers
 */
public record EmbeddedPostgresConfig(
        boolean durable, Duration startPatience, Duration lockPatience, Optional<Path> binaries) {

    /** Durable, a minute to start, ten seconds for another program to leave. */
    public static EmbeddedPostgresConfig defaults() {
        return new EmbeddedPostgresConfig(
                true, Duration.ofMinutes(1), Duration.ofSeconds(10), Optional.empty());
    }

    /** Fast instead of durable. */
    public static EmbeddedPostgresConfig forTests() {
        return new EmbeddedPostgresConfig(
                false, Duration.ofMinutes(1), Duration.ofSeconds(10), Optional.empty());
    }

    public EmbeddedPostgresConfig binariesIn(Path directory) {
        return new EmbeddedPostgresConfig(
                durable, startPatience, lockPatience, Optional.of(directory));
    }

    public EmbeddedPostgresConfig waitingForOthers(Duration patience) {
        return new EmbeddedPostgresConfig(durable, startPatience, patience, binaries);
    }
}

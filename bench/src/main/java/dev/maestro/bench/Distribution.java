package dev.maestro.bench;

import dev.maestro.demo.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The client as it is given to people, made anew for a figure. */
final class Distribution {

    private Distribution() {}

    static Programs make(Path directory) {
        Path below = directory.resolve("dist");
        Programs checkout = Programs.find();
        run(checkout.makeDistribution(below), Optional.empty());
        try (Stream<Path> made = Files.list(below)) {
            return checkout.withDistribution(
                    made.filter(Files::isDirectory).findFirst().orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs to the end; how long that took, in nanoseconds. */
    static long run(List<String> command, Optional<Path> home) {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        home.ifPresent(path -> builder.environment().put("MAESTRO_HOME", path.toString()));
        long began = System.nanoTime();
        try {
            int exit = builder.start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException(command + " ended with " + exit);
            }
            return System.nanoTime() - began;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

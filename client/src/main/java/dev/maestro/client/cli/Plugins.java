package dev.maestro.client.cli;

import dev.maestro.client.platform.ProgramPath;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Commands of others: a program {@code maestro-NAME} on the PATH is the command {@code maestro
 * NAME}, unless Maestro has one of that name itself.
 */
final class Plugins {

    private static final String PREFIX = "maestro-";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private final String path;

    Plugins(Map<String, String> environment) {
        this.path = environment.getOrDefault("PATH", "");
    }

    Optional<Path> find(String name) {
        return NAME.matcher(name).matches()
                ? ProgramPath.find(PREFIX + name, path)
                : Optional.empty();
    }

    /** By their names; of two with one name the first on the PATH. */
    SequencedMap<String, Path> all() {
        SequencedMap<String, Path> all = new LinkedHashMap<>();
        Arrays.stream(path.split(Pattern.quote(File.pathSeparator), -1))
                .filter(directory -> !directory.isBlank())
                .map(Path::of)
                .flatMap(directory -> in(directory).stream())
                .forEach(program ->
                        all.putIfAbsent(
                                program.getFileName().toString().substring(PREFIX.length()),
                                program));
        return all;
    }

    private static List<Path> in(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .filter(Files::isExecutable)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Runs it on this terminal, and answers how it ended. */
    static int run(Path program, List<String> arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("could not run " + program, e);
        }
    }
}

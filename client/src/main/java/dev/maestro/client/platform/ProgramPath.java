package dev.maestro.client.platform;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs as a shell does. */
public final class ProgramPath {

    private ProgramPath() {}

    /**
     * @param program a name, looked for in every directory of {@code path}; or a path of its own
     * @param path as in the variable PATH
     */
    public static Optional<Path> find(String program, String path) {
        try {
            if (program.contains("/")) {
                return Optional.of(Path.of(program)).filter(ProgramPath::runs);
            }
            return Stream.of(path.split(File.pathSeparator))
                    .filter(directory -> !directory.isEmpty())
                    .map(directory -> Path.of(directory).resolve(program))
                    .filter(ProgramPath::runs)
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean runs(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}

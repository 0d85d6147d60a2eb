package dev.maestro.client.sandbox;

import dev.maestro.client.platform.ProgramPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files by which one program is found and run: itself, the links that lead to it, and what its
 * first line names. Where they lie must be seen for it to start, and need not be on the PATH.
 */
final class Installed {

    private static final int LONGEST_CHAIN = 40;
    private static final String MODULES = "node_modules";

    private final String path;

    /**
     * @param path as in the variable PATH
     */
    Installed(String path) {
        this.path = path;
    }

    Set<Path> files(Path program) {
        Set<Path> files = new LinkedHashSet<>();
        Optional<Path> next = Optional.of(program);
        while (next.isPresent()) {
            Path file = follow(next.get(), files);
            next = interpreter(file).filter(found -> !files.contains(found));
        }
        return files;
    }

    /** Where to look for what belongs to a file: beside it, or in all modules it may ask for. */
    static Path place(Path file) {
        for (int names = 1; names < file.getNameCount(); names++) {
            if (file.getName(names - 1).toString().equals(MODULES)) {
                return file.getRoot().resolve(file.subpath(0, names));
            }
        }
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private static Path follow(Path program, Set<Path> files) {
        Path file = program.normalize();
        try {
            for (int hop = 0; hop < LONGEST_CHAIN && files.add(file); hop++) {
                if (Files.isSymbolicLink(file)) {
                    file = file.resolveSibling(Files.readSymbolicLink(file)).normalize();
                }
            }
        } catch (IOException unreadable) {
            return file;
        }
        Path real = Territory.real(file);
        files.add(real);
        return real;
    }

    /** The program that a script's first line names, also through {@code env}. */
    private Optional<Path> interpreter(Path script) {
        List<String> words =
                Stream.of(firstLine(script).split("\\s+"))
                        .filter(word -> !word.isEmpty() && !word.startsWith("-"))
                        .filter(word -> !word.contains("="))
                        .toList();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String name = words.getFirst();
        if (name.endsWith("/env") && words.size() > 1) {
            name = words.get(1);
        }
        return ProgramPath.find(name, path).filter(Path::isAbsolute);
    }

    private static String firstLine(Path script) {
        byte[] begin = new byte[2];
        try (var in = Files.newInputStream(script)) {
            if (in.readNBytes(begin, 0, 2) < 2 || begin[0] != '#' || begin[1] != '!') {
                return "";
            }
        } catch (IOException unreadable) {
            return "";
        }
        try (BufferedReader lines = Files.newBufferedReader(script, StandardCharsets.ISO_8859_1)) {
            String line = lines.readLine();
            return line == null ? "" : line.substring(2);
        } catch (IOException unreadable) {
            return "";
        }
    }
}

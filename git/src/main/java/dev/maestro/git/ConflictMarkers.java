package dev.maestro.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds what git writes into a file that it could not merge, and somebody should have removed. */
final class ConflictMarkers {

    private ConflictMarkers() {}

    static List<String> in(Path directory, List<String> paths) {
        return paths.stream().filter(path -> marked(directory.resolve(path))).toList();
    }

    private static boolean marked(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        // Bytes as characters: the file need not be UTF-8, and the markers are ASCII.
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(
                    line -> line.startsWith("<<<<<<< ") || line.startsWith(">>>>>>> "));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}

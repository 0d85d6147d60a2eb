package dev.maestro.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Directories that a hostile program may have filled: no link is followed, no lock is respected.
 */
public final class Trees {

    private Trees() {}

    /** Deletes a file or a directory with all that is in it; what is not there is no error. */
    public static void delete(Path root) throws IOException {
        Deque<Path> left = new ArrayDeque<>(List.of(root));
        while (!left.isEmpty()) {
            Path next = left.getLast();
            List<Path> inside =
                    Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS) ? children(next) : List.of();
            if (inside.isEmpty()) {
                Files.deleteIfExists(next);
                left.removeLast();
            } else {
                left.addAll(inside);
            }
        }
    }

    /**
     * @param directory no link; whoever owns it may enter and change it afterwards
     */
    static List<Path> children(Path directory) throws IOException {
        if (!Files.isReadable(directory)
                || !Files.isWritable(directory)
                || !Files.isExecutable(directory)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        }
    }
}

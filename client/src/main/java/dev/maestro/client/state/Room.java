package dev.maestro.client.state;

import dev.maestro.client.platform.MaestroHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that one {@code MAESTRO_HOME} takes for work, and may take; the homes of its teams'
 * workers lie in it and count.
 *
 * @param idle worktrees that wait for the next run
 * @param runs the logs of runs
 */
public record Room(long worktrees, long idle, long mirrors, long runs, long limit) {

    private static final long MEGABYTE = 1_000_000;

    /** Looks at every file's size, and at nothing else of it. */
    public static Room measure(MaestroHome home, long limit) {
        List<MaestroHome> homes = home.team();
        return new Room(
                size(homes, MaestroHome::worktrees),
                size(homes, MaestroHome::idle),
                size(homes, MaestroHome::mirrors),
                size(homes, MaestroHome::runs),
                limit);
    }

    private static long size(List<MaestroHome> homes, Function<MaestroHome, Path> directory) {
        return homes.stream().mapToLong(home -> size(directory.apply(home))).sum();
    }

    public long used() {
        return worktrees + idle + mirrors + runs;
    }

    public boolean isFull() {
        return used() > limit;
    }

    /** For people; without a full stop. */
    public String sentence() {
        return "Maestro takes %d MB of the %d MB it may take on this machine (worktrees %d, idle %d, mirrors %d, logs %d)"
                .formatted(
                        used() / MEGABYTE,
                        limit / MEGABYTE,
                        worktrees / MEGABYTE,
                        idle / MEGABYTE,
                        mirrors / MEGABYTE,
                        runs / MEGABYTE);
    }

    /** What a directory holds; 0 when there is none. Links are not followed. */
    public static long size(Path directory) {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        Sum sum = new Sum();
        try {
            Files.walkFileTree(directory, sum);
            return sum.bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot measure " + directory, e);
        }
    }

    private static final class Sum extends SimpleFileVisitor<Path> {

        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += attributes.size();
            return FileVisitResult.CONTINUE;
        }

        /** Files come and go while runs work. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException gone) {
            return FileVisitResult.CONTINUE;
        }
    }
}

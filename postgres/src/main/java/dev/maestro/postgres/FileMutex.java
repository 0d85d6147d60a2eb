package dev.maestro.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A lock between programs, which the kernel takes back when its holder dies, however it dies.
 *
 * <p>The kernel keeps such locks per process: it would grant a second one to the same process, and
 * closing any channel on the file drops them all. Hence the set of paths held by this process, the
 * only static state here.
 */
final class FileMutex implements AutoCloseable {

    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();
    private static final Duration STEP = Duration.ofMillis(10);

    private final Path file;
    private final FileChannel channel;

    private FileMutex(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Empty when the lock could not be had within the patience. The file's directory exists and its
     * path is real.
     */
    static Optional<FileMutex> take(Path file, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<FileMutex> mutex = tryTake(file);
            if (mutex.isPresent() || System.nanoTime() - deadline >= 0) {
                return mutex;
            }
            Pause.of(STEP);
        }
    }

    private static Optional<FileMutex> tryTake(Path file) {
        if (!HELD_HERE.add(file)) {
            return Optional.empty();
        }
        FileMutex mutex = null;
        try {
            mutex = lockOrNull(file);
            return Optional.ofNullable(mutex);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        } finally {
            if (mutex == null) {
                HELD_HERE.remove(file);
            }
        }
    }

    private static @Nullable FileMutex lockOrNull(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
            return lock == null ? null : new FileMutex(file, channel);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlock " + file, e);
        } finally {
            HELD_HERE.remove(file);
        }
    }
}

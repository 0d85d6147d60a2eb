package dev.maestro.client.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A lock that the operating system takes back when its process dies, however it dies. The file is
 * never deleted: a deleted lock file could be locked twice. Not for two threads of one process.
 */
public final class LockFile implements AutoCloseable {

    private final FileChannel channel;

    private LockFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits until the lock is free. */
    public static LockFile take(Path file) {
        FileChannel channel = open(file);
        try {
            channel.lock();
            return new LockFile(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    /** Empty when another holds it, in this process or in another one. */
    public static Optional<LockFile> tryTake(Path file) {
        FileChannel channel = open(file);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new LockFile(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (OverlappingFileLockException e) {
            closeQuietly(channel);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static FileChannel open(Path file) {
        PrivateFiles.directory(PrivateFiles.parent(file));
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + file, e);
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release a lock", e);
        }
    }
}

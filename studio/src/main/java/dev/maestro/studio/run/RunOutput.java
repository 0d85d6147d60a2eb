package dev.maestro.studio.run;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.fleet.SessionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What agents print, in one file an attempt, outside the database. Appending is idempotent: what is
 * there already is skipped. Any thread may use it; writers of different runs seldom wait for each
 * other.
 */
public final class RunOutput {

    /** A piece of output, and how much there is in all. */
    public record Piece(long fence, long offset, byte[] bytes, long size) {}

    private static final int STRIPES = 64;

    private final Path directory;
    private final Runs runs;
    private final OutputListener listener;
    private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

    private RunOutput(Path directory, Runs runs, OutputListener listener) {
        this.directory = directory;
        this.runs = runs;
        this.listener = listener;
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            locks[stripe] = new ReentrantLock();
        }
    }

    public static RunOutput open(Path directory, Runs runs, OutputListener listener) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep output in " + directory, e);
        }
        return new RunOutput(directory, runs, listener);
    }

    /**
     * Appends to the output of the attempt with this fence and answers its size.
     *
     * @throws Refused {@code lease_lost} when the session does not hold the run with this fence;
     *     {@code conflict} with {@code size} when the offset lies beyond the end; {@code
     *     storage_full} when there is no room: nothing of it is kept then
     */
    public long append(SessionId caller, RunId id, long fence, long offset, byte[] bytes) {
        if (!runs.run(id).heldBy(caller, fence)) {
            throw new Refused(
                    RefusalCode.LEASE_LOST,
                    "session %s does not hold run %s with fence %d".formatted(caller, id, fence));
        }
        ReentrantLock lock = locks[Math.floorMod(id.hashCode(), STRIPES)];
        lock.lock();
        try (FileChannel file =
                FileChannel.open(
                        file(id, fence), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long size = file.size();
            if (offset > size || offset < 0) {
                throw new Refused(
                        RefusalCode.CONFLICT,
                        "the output of run %s has %d bytes, not %d".formatted(id, size, offset),
                        Map.of("size", size));
            }
            int known = (int) Math.min(bytes.length, size - offset);
            if (known < bytes.length) {
                write(file, size, ByteBuffer.wrap(bytes, known, bytes.length - known));
                listener.appended(id, fence, size, Arrays.copyOfRange(bytes, known, bytes.length));
            }
            return Math.max(size, offset + bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the output of run " + id, e);
        } finally {
            lock.unlock();
        }
    }

    /** Up to {@code most} bytes of the newest attempt's output; empty beyond its end. */
    public Piece read(Run run, long offset, int most) {
        try (FileChannel file =
                FileChannel.open(file(run.id(), run.fence()), StandardOpenOption.READ)) {
            long size = file.size();
            int length = (int) Math.clamp(size - offset, 0L, most);
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining() && file.read(bytes, offset + bytes.position()) >= 0) {}
            return new Piece(
                    run.fence(), offset, Arrays.copyOf(bytes.array(), bytes.position()), size);
        } catch (NoSuchFileException nothingYet) {
            return new Piece(run.fence(), offset, new byte[0], 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the output of run " + run.id(), e);
        }
    }

    private static void write(FileChannel file, long size, ByteBuffer bytes) throws IOException {
        try {
            long at = size;
            while (bytes.hasRemaining()) {
                at += file.write(bytes, at);
            }
        } catch (IOException e) {
            if (!full(e)) {
                throw e;
            }
            cut(file, size);
            throw new Refused(
                    RefusalCode.STORAGE_FULL, "the server has no room left for run output");
        }
    }

    /** A device that takes nothing has nothing to cut off either. */
    private static void cut(FileChannel file, long size) {
        try {
            file.truncate(size);
        } catch (IOException nothingToCut) {
            return;
        }
    }

    private static boolean full(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("quota exceeded");
    }

    private Path file(RunId id, long fence) {
        return directory.resolve(id + "-" + fence + ".log");
    }
}

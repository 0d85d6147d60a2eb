package dev.maestro.client.link;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transcript that grows, on its way to Studio. It is looked at four times a second while the
 * run lives. Studio knows best how much it has: after a cut, its size says where to go on.
 */
final class OutputUpload {

    private static final Logger LOG = LoggerFactory.getLogger(OutputUpload.class);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int CHUNK = 64 * 1024;
    private static final int LAST_ATTEMPTS = 10;

    private final OutputTarget target;
    private final Path transcript;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final Runnable storageFull;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean finished;
    private boolean stopped;
    private boolean late;
    private boolean toldFull;

    OutputUpload(
            OutputTarget target,
            Path transcript,
            Backoff backoff,
            RandomGenerator random,
            Runnable storageFull) {
        this.target = target;
        this.transcript = transcript;
        this.backoff = backoff;
        this.random = random;
        this.storageFull = storageFull;
    }

    /** Completes when everything is at Studio, or nothing more will be taken. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** The file does not grow any more. */
    void finish() {
        change(() -> finished = true);
    }

    /** Nobody waits for it any more: it may end after a few more failures. */
    void giveUpSoon() {
        change(() -> late = true);
    }

    void stop() {
        change(() -> stopped = true);
    }

    void run() {
        int failures = 0;
        long sent = 0;
        try {
            while (!isStopped()) {
                try {
                    boolean complete = isFinished();
                    byte[] chunk = read(sent);
                    if (chunk.length == 0 && complete) {
                        return;
                    }
                    if (chunk.length == 0) {
                        pause(LOOK, true);
                    } else {
                        sent = target.append(sent, chunk);
                    }
                    failures = 0;
                } catch (StudioUnreachable unreachable) {
                    failures++;
                } catch (Refused refused) {
                    if (!mayRetry(refused)) {
                        LOG.warn("{} stays here: {}", transcript, refused.getMessage());
                        return;
                    }
                    failures++;
                }
                if (failures > 0) {
                    if (isLate() && failures > LAST_ATTEMPTS) {
                        return;
                    }
                    pause(backoff.pause(failures, random), false);
                }
            }
        } catch (UncheckedIOException unreadable) {
            LOG.error("{} cannot be uploaded", transcript, unreadable);
        } finally {
            ended.complete(null);
        }
    }

    private boolean mayRetry(Refused refused) {
        if (refused.code() == RefusalCode.STORAGE_FULL && !toldFull) {
            toldFull = true;
            storageFull.run();
        }
        return switch (refused.code().kind()) {
            case TRY_LATER, FAULT -> true;
            case NOT_FOUND, CONFLICT, INVALID, FORBIDDEN -> false;
        };
    }

    private byte[] read(long offset) {
        try (FileChannel file = FileChannel.open(transcript, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(Math.clamp(file.size() - offset, 0, CHUNK));
            while (buffer.hasRemaining() && file.read(buffer, offset + buffer.position()) > 0) {
                // Until the buffer is full or the file ends.
            }
            byte[] bytes = new byte[buffer.position()];
            buffer.flip().get(bytes);
            return bytes;
        } catch (NoSuchFileException notYet) {
            return new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + transcript, e);
        }
    }

    private boolean isFinished() {
        return locked(() -> finished);
    }

    private boolean isLate() {
        return locked(() -> late);
    }

    private boolean isStopped() {
        return locked(() -> stopped);
    }

    private boolean locked(BooleanSupplier question) {
        lock.lock();
        try {
            return question.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable step) {
        lock.lock();
        try {
            step.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration pause, boolean endsWithTheFile) {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (left > 0 && !stopped && !(endsWithTheFile && finished)) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            stopped = true;
        } finally {
            lock.unlock();
        }
    }
}

package dev.maestro.client.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A program's standard input that stays open: a named pipe in the run's scratch directory. It is
 * opened for reading, too, so that opening waits for nobody; therefore a write waits for ever when
 * the program has ended, and happens on a thread of its own, which closing interrupts. Any thread
 * may use it.
 */
final class Pipe implements AutoCloseable {

    /** More unread lines than that, and the program does not listen. */
    private static final int MOST_UNREAD = 256;

    private static final long MKFIFO_SECONDS = 10;

    private final Path path;
    private final FileChannel channel;
    private final BlockingQueue<Optional<String>> lines = new ArrayBlockingQueue<>(MOST_UNREAD);
    private final Thread writer;
    private volatile boolean closed;

    private Pipe(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
        this.writer = Thread.ofPlatform().name("agent-input").daemon().unstarted(this::write);
    }

    /**
     * @throws UncheckedIOException when the system has no named pipes
     */
    static Pipe in(Path directory) {
        try {
            Path path = Files.createTempDirectory(directory, "pipe").resolve("stdin");
            Process maker = new ProcessBuilder("mkfifo", "-m", "600", path.toString()).start();
            if (!maker.waitFor(MKFIFO_SECONDS, TimeUnit.SECONDS) || maker.exitValue() != 0) {
                throw new IOException("mkfifo could not make " + path);
            }
            Pipe pipe =
                    new Pipe(
                            path,
                            FileChannel.open(
                                    path, StandardOpenOption.READ, StandardOpenOption.WRITE));
            pipe.writer.start();
            return pipe;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a pipe in " + directory, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    Path path() {
        return path;
    }

    boolean say(String line) {
        return !closed && lines.offer(Optional.of(line + "\n"));
    }

    /** What was said before is still written; then the program reads the end. */
    void finish() {
        closed = true;
        if (!lines.offer(Optional.empty())) {
            close();
        }
    }

    private void write() {
        try (channel) {
            for (Optional<String> line = lines.take(); line.isPresent(); line = lines.take()) {
                ByteBuffer bytes = ByteBuffer.wrap(line.get().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } catch (IOException e) {
            closed = true; // Closed under us: the program has ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody reads any longer. */
    @Override
    public void close() {
        closed = true;
        writer.interrupt();
        try {
            Files.deleteIfExists(path);
            Files.deleteIfExists(path.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }
}

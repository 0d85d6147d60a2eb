package dev.maestro.client.work;

import dev.maestro.client.provider.TranscriptSink;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * What a run prints: into a file that is uploaded as it grows, and line by line to whoever looks
 * for directives. Used by one thread at a time.
 */
final class Transcript implements TranscriptSink, AutoCloseable {

    /** A longer line is nobody's directive. */
    private static final int LONGEST_LINE = 64 * 1024;

    private final OutputStream file;
    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Transcript(Path file, Consumer<String> lines) {
        try {
            this.file =
                    new BufferedOutputStream(
                            Files.newOutputStream(
                                    file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the transcript " + file, e);
        }
        this.lines = lines;
    }

    @Override
    public void append(byte[] bytes, int length) {
        try {
            file.write(bytes, 0, length);
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the transcript", e);
        }
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                endLine();
            } else if (line.size() < LONGEST_LINE) {
                line.write(bytes[i]);
            }
        }
    }

    /** A line of our own, set off from the agent's. */
    void note(String text) {
        byte[] bytes = ("[maestro] " + text + "\n").getBytes(StandardCharsets.UTF_8);
        append(bytes, bytes.length);
    }

    private void endLine() {
        if (line.size() > 0) {
            lines.accept(line.toString(StandardCharsets.UTF_8).stripTrailing());
            line.reset();
        }
    }

    @Override
    public void close() {
        endLine();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the transcript", e);
        }
    }
}

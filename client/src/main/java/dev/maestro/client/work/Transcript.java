package dev.maestro.client.work;

import dev.maestro.client.provider.AgentEvent;
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
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a run prints: into a file that is uploaded as it grows, and line by line to whoever looks
 * for what the agent says to Maestro. Used by one thread at a time.
 */
final class Transcript implements TranscriptSink, AutoCloseable {

    /** A longer line says nothing to Maestro. */
    private static final int LONGEST_LINE = 64 * 1024;

    private final OutputStream file;
    private final OutputStream words;
    private final Consumer<String> lines;
    private final LiveOutput live;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /**
     * @param words where the agent's own words are kept apart, for whoever has to judge them
     * @param live for whoever watches at this machine
     */
    Transcript(Path file, Optional<Path> words, Consumer<String> lines, LiveOutput live) {
        this.file = open(file);
        this.words = words.map(Transcript::open).orElseGet(OutputStream::nullOutputStream);
        this.lines = lines;
        this.live = live;
    }

    private static OutputStream open(Path file) {
        try {
            return new BufferedOutputStream(
                    Files.newOutputStream(
                            file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the transcript " + file, e);
        }
    }

    @Override
    public void append(byte[] bytes, int length) {
        byte[] said = Arrays.copyOf(bytes, length);
        write(said);
        try {
            words.write(said);
            words.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the agent's words", e);
        }
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                endLine();
            } else if (line.size() < LONGEST_LINE) {
                line.write(bytes[i]);
            }
        }
    }

    @Override
    public void accept(AgentEvent event) {
        EventText.spoken(event).ifPresent(this::say);
        EventText.shown(event).ifPresent(this::show);
        live.heard(event);
    }

    /** A line of our own, set off from the agent's. */
    void note(String text) {
        accept(new AgentEvent.Note(text));
    }

    private void say(String words) {
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        append(bytes, bytes.length);
    }

    /** What another program printed: shown, but nobody's words. */
    void quote(String text) {
        show(text.endsWith("\n") || text.isEmpty() ? text : text + "\n");
        live.quoted(text);
    }

    /** On lines of its own, in which nobody looks for lines to Maestro. */
    private void show(String lines) {
        if (line.size() > 0) {
            say("\n");
        }
        write(lines.getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] bytes) {
        try {
            file.write(bytes);
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the transcript", e);
        }
    }

    private void endLine() {
        if (line.size() > 0) {
            String whole = line.toString(StandardCharsets.UTF_8).stripTrailing();
            line.reset();
            live.said(whole);
            lines.accept(whole);
        }
    }

    @Override
    public void close() {
        endLine();
        try {
            file.close();
            words.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the transcript", e);
        }
    }
}

package dev.maestro.client.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.protocol.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Locale;

/**
 * A run's normalised transcript as JSON lines: {@code at}, {@code type} and what the event has.
 * Bounded: what comes after the last line that fits is in the run's output only. Used by one thread
 * at a time.
 */
final class EventLog implements AutoCloseable {

    private static final long MOST = 16L * 1024 * 1024;

    private static final String FULL = "{\"type\":\"full\"}\n";

    private final OutputStream file;
    private final InstantSource clock;
    private final long most;
    private long written;
    private boolean full;

    EventLog(Path path, InstantSource clock) {
        this(path, clock, MOST);
    }

    EventLog(Path path, InstantSource clock, long most) {
        this.clock = clock;
        this.most = most;
        try {
            this.written = Files.exists(path) ? Files.size(path) : 0;
            this.file =
                    new BufferedOutputStream(
                            Files.newOutputStream(
                                    path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the events " + path, e);
        }
    }

    void accept(AgentEvent event) {
        if (full) {
            return;
        }
        byte[] line = (line(event) + "\n").getBytes(StandardCharsets.UTF_8);
        full = written + line.length > most;
        write(full ? FULL.getBytes(StandardCharsets.UTF_8) : line);
    }

    private String line(AgentEvent event) {
        ObjectNode line = ((ObjectNode) Json.tree("{}"));
        line.put("at", clock.instant().toString());
        line.put("type", type(event));
        JsonNode fields = Json.node(event);
        fields.properties().forEach(field -> line.set(field.getKey(), field.getValue()));
        return line.toString();
    }

    /** {@code ToolCall} is {@code tool_call}. */
    private static String type(AgentEvent event) {
        return event.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    private void write(byte[] line) {
        try {
            file.write(line);
            file.flush();
            written += line.length;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the events", e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the events", e);
        }
    }
}

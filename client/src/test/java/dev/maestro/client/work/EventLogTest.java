package dev.maestro.client.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.provider.AgentEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

    @TempDir private Path directory;

    @Test
    void keepsEachEventAsALine() throws IOException {
        Path file = directory.resolve("events.jsonl");
        try (EventLog log = new EventLog(file, CLOCK)) {
            log.accept(new AgentEvent.Started(Optional.of("s-1"), Optional.empty()));
            log.accept(new AgentEvent.ToolResult("1", true, "no\nsuch file"));
        }

        assertThat(Files.readString(file))
                .isEqualTo(
                        """
                        {"at":"2026-11-22T12:00:00Z","type":"started","session":"s-1"}
                        {"at":"2026-11-22T12:00:00Z","type":"tool_result","id":"1","failed":true,\
                        "output":"no\\nsuch file"}
                        """);
    }

    @Test
    void endsWhereItIsFull() throws IOException {
        Path file = directory.resolve("events.jsonl");
        try (EventLog log = new EventLog(file, CLOCK, 150)) {
            log.accept(new AgentEvent.Note("one"));
            log.accept(new AgentEvent.Note("x".repeat(200)));
            log.accept(new AgentEvent.Note("two"));
        }

        assertThat(Files.readAllLines(file)).hasSize(2).last().isEqualTo("{\"type\":\"full\"}");
    }
}

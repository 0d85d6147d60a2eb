package dev.maestro.client.agent;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.ProviderOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a real program printed once, read again. */
public final class Recorded {

    private static final Path DIRECTORY = Path.of("src/test/resources/recorded");

    private final Path file;
    public final List<AgentEvent> events = new ArrayList<>();

    private Recorded(Path file) {
        this.file = file;
    }

    public static Recorded of(String program, String name) {
        return new Recorded(DIRECTORY.resolve(program).resolve(name));
    }

    /** Everything at once: what came first of the two streams was not recorded. */
    public ProviderOutcome readBy(StreamReader reader) {
        lines(".jsonl").forEach(line -> reader.line(line, events::add));
        lines(".stderr").forEach(line -> reader.errorLine(line, events::add));
        return reader.outcome(Integer.parseInt(lines(".exit").getFirst().strip()));
    }

    public List<String> lines(String ending) {
        try {
            return Files.readAllLines(file.resolveSibling(file.getFileName() + ending));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public <T extends AgentEvent> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The agent's own words. */
    public String text() {
        StringBuilder text = new StringBuilder();
        all(AgentEvent.Text.class).forEach(part -> text.append(part.text()));
        return text.toString();
    }
}

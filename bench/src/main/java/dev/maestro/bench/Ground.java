package dev.maestro.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.demo.Pause;
import dev.maestro.demo.Programs;
import dev.maestro.demo.Repository;
import dev.maestro.demo.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A stage with a small repository and a script for an agent, and what figures look at. */
final class Ground implements AutoCloseable {

    private static final Duration HANG = Duration.ofMinutes(10);

    private final Stage stage;
    private final Path signals;
    private final String agent;
    private final Repository repository;
    private String project = "";

    private Ground(Stage stage, Path signals, String agent, Repository repository) {
        this.stage = stage;
        this.signals = signals;
        this.agent = agent;
        this.repository = repository;
    }

    /**
     * @param script its first argument is a directory for signals
     */
    static Ground open(Path directory, String script) {
        return open(Programs.find(), directory, script);
    }

    static Ground open(Programs programs, Path directory, String script) {
        Path signals = directory.resolve("signals");
        Path file = directory.resolve("agent.sh");
        write(signals.resolve("begun"), "");
        write(file, script);
        write(directory.resolve("clone/README.md"), "# Sample\n");
        Stage stage = new Stage(programs, directory, Optional.empty());
        Repository repository = Repository.publish(directory, directory.resolve("clone"), "Begin");
        Ground ground =
                new Ground(stage, signals, "sh '%s' '%s'".formatted(file, signals), repository);
        stage.open();
        ground.project = stage.project("Bench", repository, Optional.empty());
        return ground;
    }

    Stage stage() {
        return stage;
    }

    Path signals() {
        return signals;
    }

    Repository repository() {
        return repository;
    }

    void connect(List<Stage.Seat> seats) {
        stage.connect(repository, seats, new Stage.Agent(agent, List.of(), List.of(signals)));
    }

    String activate(String outline) {
        return stage.activate(project, outline);
    }

    static String outline(int tasks, String lines) {
        StringBuilder text = new StringBuilder("# Bench\n\nMeasure.\n\n## Work\n\n");
        for (int task = 1; task <= tasks; task++) {
            text.append("- Task ").append(task).append('\n').append(lines);
        }
        return text.toString();
    }

    List<JsonNode> tasks(String plan) {
        List<JsonNode> tasks = new ArrayList<>();
        stage.plan(plan).path("phases").forEach(phase -> phase.path("tasks").forEach(tasks::add));
        return tasks;
    }

    JsonNode task(JsonNode row) {
        return stage.api().get("/api/v1/tasks/" + row.path("id").asText());
    }

    void post(String path) {
        stage.api().post(path, Map.of());
    }

    /** Events after a number, at most a thousand. */
    List<JsonNode> events(long after) {
        List<JsonNode> events = new ArrayList<>();
        stage.api()
                .get("/api/v1/projects/%s/events?after=%d".formatted(project, after))
                .path("items")
                .forEach(events::add);
        return events;
    }

    static void await(Duration look, BooleanSupplier what) {
        long began = System.nanoTime();
        while (!what.getAsBoolean()) {
            if (System.nanoTime() - began > HANG.toNanos()) {
                throw new IllegalStateException("it hangs");
            }
            Pause.of(look);
        }
    }

    /** Of a process, in MiB. */
    static long resident(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How many processes of a run there are. They carry its mark, and do not know their own numbers
     * outside the sandbox.
     */
    static long processes(String run) {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(each -> marked(each, "MAESTRO_MARK=" + run)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean marked(Path process, String mark) {
        try {
            return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1)
                    .contains(mark);
        } catch (IOException none) {
            return false;
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stage.close();
    }
}

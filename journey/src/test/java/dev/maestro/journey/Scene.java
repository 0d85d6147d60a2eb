package dev.maestro.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.demo.Programs;
import dev.maestro.demo.Repository;
import dev.maestro.demo.Stage;
import dev.maestro.demo.StudioApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One journey: a stage in an empty directory, with what a journey looks at and how it kills. {@link
 * #close} ends every process that was started below the directory.
 */
final class Scene implements AutoCloseable {

    /** One session that does everything. */
    static final Stage.Seat ALLROUNDER =
            new Stage.Seat("allrounder", false, "develop,review,check,release", List.of(), 1);

    private final Path directory;
    private final Stage stage;
    private Optional<ProcessHandle> daemon = Optional.empty();
    private String project = "";
    private String plan = "";

    private Scene(Path directory) {
        this.directory = directory;
        this.stage = new Stage(Programs.find(), directory, Optional.empty());
    }

    /** Empties the directory of that name first; what a journey leaves in it is for people. */
    static Scene open(String name) {
        return new Scene(empty(name));
    }

    static Path empty(String name) {
        Path directory = Path.of("target", "journeys", name).toAbsolutePath();
        try {
            if (Files.exists(directory)) {
                try (Stream<Path> tree = Files.walk(directory)) {
                    for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + directory, e);
        }
    }

    Path directory() {
        return directory;
    }

    Stage stage() {
        return stage;
    }

    StudioApi api() {
        return stage.api();
    }

    /** A repository with a README and a check that runs at once. */
    Repository repository(String check) {
        Path work = directory.resolve("clone");
        write(work.resolve("README.md"), "# Sample\n");
        write(work.resolve("check.sh"), check);
        return Repository.publish(directory, work, "Begin");
    }

    /** The script of that name; {@code signals} is its directory for signs. */
    Stage.Agent agent(String script) {
        try (var in = Scene.class.getResourceAsStream(script)) {
            if (in == null) {
                throw new IllegalStateException("no script " + script);
            }
            Path file = directory.resolve(script);
            Files.copy(in, file);
            Files.createDirectories(signals());
            return new Stage.Agent(
                    "sh '%s' '%s'".formatted(file, signals()), List.of(), List.of(signals()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path signals() {
        return directory.resolve("signals");
    }

    /** Studio, project, plan and sessions, with the plan at work when it returns. */
    void begin(
            Repository repository,
            Optional<String> check,
            Map<String, ?> more,
            String outline,
            List<Stage.Seat> seats,
            Stage.Agent agent) {
        beginAlone(repository, check, more, outline);
        connect(repository, seats, agent);
    }

    /** Sessions that do the plan's work. */
    void connect(Repository repository, List<Stage.Seat> seats, Stage.Agent agent) {
        stage.connect(repository, seats, agent);
        daemon = stage.client().daemonProcess();
    }

    /** Studio, project and plan, with nobody there to do it. */
    void beginAlone(
            Repository repository, Optional<String> check, Map<String, ?> more, String outline) {
        stage.open();
        project = stage.project("Journey", repository, check, more);
        plan = stage.activate(project, outline);
    }

    /** A new invitation for a machine, as the workspace's page shows it. */
    String invite() {
        String workspace =
                api().get("/api/v1/workspaces").path("workspaces").path(0).path("id").asText();
        return api().post("/api/v1/workspaces/" + workspace + "/invites", Map.of("kind", "cli"))
                .path("url")
                .asText();
    }

    String projectId() {
        return project;
    }

    /** An outline of tasks without dependencies. */
    static String outline(List<String> titles) {
        StringBuilder text = new StringBuilder("# A journey\n\nAll of it.\n\n## Work\n\n");
        titles.forEach(title -> text.append("- ").append(title).append('\n'));
        return text.toString();
    }

    // Looking.

    JsonNode plan() {
        return stage.plan(plan);
    }

    String planId() {
        return plan;
    }

    List<JsonNode> tasks() {
        List<JsonNode> tasks = new ArrayList<>();
        plan().path("phases").forEach(phase -> phase.path("tasks").forEach(tasks::add));
        return tasks;
    }

    JsonNode task(int number) {
        JsonNode row =
                tasks().stream()
                        .filter(each -> each.path("number").asInt() == number)
                        .findFirst()
                        .orElseThrow();
        return api().get("/api/v1/tasks/" + row.path("id").asText());
    }

    List<JsonNode> runs() {
        List<JsonNode> runs = new ArrayList<>();
        tasks().forEach(task ->
                api().get("/api/v1/tasks/" + task.path("id").asText())
                        .path("runs")
                        .forEach(runs::add));
        return runs;
    }

    List<JsonNode> events() {
        return eventsAfter(0);
    }

    List<JsonNode> eventsAfter(long seq) {
        List<JsonNode> events = new ArrayList<>();
        long after = seq;
        while (true) {
            int before = events.size();
            api().get("/api/v1/projects/%s/events?after=%d".formatted(project, after))
                    .path("items")
                    .forEach(events::add);
            if (events.size() == before) {
                return events;
            }
            after = events.getLast().path("seq").asLong();
        }
    }

    long count(String type) {
        return events().stream().filter(each -> each.path("type").asText().equals(type)).count();
    }

    /** The state of the plan, or that Studio cannot be asked now. */
    String planState() {
        try {
            return plan().path("state").asText();
        } catch (StudioApi.Failed unreachable) {
            return "unreachable";
        }
    }

    // Waiting.

    static void await(String what, Duration most, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(most)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(condition::getAsBoolean);
    }

    /** As {@link #await}; that it did not come is no failure. */
    static boolean awaitAtMost(Duration most, BooleanSupplier condition) {
        try {
            await("a signal", most, condition);
            return true;
        } catch (ConditionTimeoutException notYet) {
            return false;
        }
    }

    /** Until the plan is completed; fails at once when a task needs a person. */
    void awaitCompletion(Duration most) {
        await(
                "the plan is completed",
                most,
                () -> {
                    String state = planState();
                    if (state.equals("active")) {
                        assertThat(tasks())
                                .extracting(task -> task.path("state").asText())
                                .as("tasks: %s", tasks())
                                .doesNotContain("needs_operator");
                    }
                    return state.equals("completed");
                });
    }

    // Killing and starting again.

    void killDaemon() {
        ProcessHandle running = daemon.orElseThrow();
        running.destroyForcibly();
        running.onExit().join();
    }

    void startDaemon() {
        daemon =
                Optional.of(
                        stage.client()
                                .daemon(directory, directory.resolve("daemon.log"))
                                .toHandle());
    }

    /** The process of the database; 0 when there is none. */
    long postmaster() {
        Path file = stage.home().resolve("studio/database/postgres/data/postmaster.pid");
        try {
            return Files.exists(file)
                    ? Long.parseLong(Files.readAllLines(file).getFirst().strip())
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The end.

    /** Says goodbye to everything, then looks whether something stayed. */
    void endAndExpectNothingLeft() {
        stage.close();
        daemon.ifPresent(
                each -> await("the daemon's end", Duration.ofSeconds(10), () -> !each.isAlive()));
        await(
                "the end of all processes",
                Duration.ofSeconds(20),
                () -> Leftovers.processes(directory).isEmpty());
        assertThat(Leftovers.worktrees(stage.home())).isEmpty();
    }

    @Override
    public void close() {
        stage.close();
        Leftovers.end(directory);
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

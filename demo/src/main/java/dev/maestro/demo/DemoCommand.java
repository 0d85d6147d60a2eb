package dev.maestro.demo;

import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./maestro demo}: from a plan to merged, on the sample or on a clone of your repository.
 */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "The main job on a real repository, with everything embedded: a plan of 12 tasks is developed,",
            "reviewed, merged and released by a lead, two developers, a reviewer and a tester.",
            "The agent is a script, so that nothing is spent; name your own with --agent."
        },
        footer = {
            "",
            "Exit codes: 0 the base branch holds the released work and its check passes; 1 it does not;",
            "2 the options do not fit."
        })
final class DemoCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration AGENT_PATIENCE = Duration.ofHours(6);

    @Option(
            names = "--headless",
            description = "End when the plan is released, instead of waiting for Ctrl-C.")
    private boolean headless;

    @Option(names = "--json", description = "Print a summary as one JSON object, as the last line.")
    private boolean json;

    @Option(
            names = "--repo",
            paramLabel = "PATH",
            description =
                    "Work on a clone of this repository, which is not touched itself. Needs --plan and --agent.")
    private @Nullable Path repo;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "The plan's outline (docs/outline.md).")
    private @Nullable Path plan;

    @Option(
            names = "--agent",
            paramLabel = "COMMAND",
            description = "The program that develops and reviews (docs/providers.md).")
    private @Nullable String agent;

    @Option(
            names = "--check",
            paramLabel = "COMMAND",
            description = "The check command for --repo; without one, nothing gates a merge.")
    private @Nullable String check;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Studio's port; a free one by default.")
    private @Nullable Integer port;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        boolean own = repo != null;
        if (own && (plan == null || agent == null)) {
            throw new ParameterException(
                    spec.commandLine(), "--repo needs --plan FILE and --agent COMMAND");
        }
        if (!own && (plan != null || check != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--plan and --check go with --repo PATH");
        }
        PrintWriter out = spec.commandLine().getOut();
        Path directory = emptied(home().resolve("demo"));
        try (Stage stage = new Stage(Programs.find(), directory, Optional.ofNullable(port))) {
            Thread hook = new Thread(stage::close, "end of the demo");
            Runtime.getRuntime().addShutdownHook(hook);
            Summary summary = play(stage, out);
            if (!headless) {
                out.println(summary.text());
                out.printf("%nStudio stays open at %s until Ctrl-C.%n", summary.address());
                out.flush();
                wait(new CountDownLatch(1));
            } else if (!json) {
                out.println(summary.text());
            }
            if (json) {
                out.println(Json.write(summary));
            }
            out.flush();
            Runtime.getRuntime().removeShutdownHook(hook);
            return summary.ok() ? 0 : 1;
        }
    }

    private Summary play(Stage stage, PrintWriter out) {
        long began = System.nanoTime();
        Path directory = stage.directory();
        Repository repository =
                repo == null ? Repository.sample(directory) : Repository.cloneOf(repo, directory);
        String before = repository.head();
        out.println("Starting Studio with its own PostgreSQL …");
        out.flush();
        Stage.Account account = stage.open();
        Stage.Agent worker =
                agent == null
                        ? Sample.agent(directory)
                        : new Stage.Agent(agent, List.of(), List.of());
        Optional<String> gate =
                repo == null ? Optional.of(Sample.CHECK) : Optional.ofNullable(check);
        String project = stage.project(repo == null ? "Wordsmith" : name(repo), repository, gate);
        out.printf("Look at   %s%n", stage.studio().url());
        out.printf("Sign in   %s  %s%n", account.email(), account.password());
        out.printf(
                "Agent     %s%n%n",
                agent == null
                        ? "a script, clearly not an AI (%s)".formatted(worker.command())
                        : agent);
        out.flush();
        String id = stage.activate(project, outline());
        stage.connect(repository, Stage.TEAM, worker);
        Progress progress =
                new Progress(line -> {
                    out.printf("%6.1f s  %s%n", (System.nanoTime() - began) / 1e9, line);
                    out.flush();
                });
        Follower.End end =
                new Follower(stage.api(), progress)
                        .follow(project, id, agent == null ? PATIENCE : AGENT_PATIENCE);
        String after = repository.head();
        boolean released = end == Follower.End.COMPLETED && !after.equals(before);
        boolean passes =
                released && gate.map(line -> stage.checkBase(repository, line) == 0).orElse(true);
        if (end != Follower.End.COMPLETED) {
            out.printf(
                    "%nStopped: %s. The log is %s%n", reason(end), directory.resolve("studio.log"));
        }
        return new Summary(
                progress.done(),
                progress.rejections(),
                progress.conflicts(),
                progress.pauses(),
                progress.merges(),
                released ? after : "",
                passes,
                Math.round((System.nanoTime() - began) / 1e8) / 10.0,
                stage.studio().url(),
                released && passes);
    }

    private static String reason(Follower.End end) {
        return switch (end) {
            case COMPLETED -> "completed";
            case NEEDS_PERSON -> "a task needs a person";
            case CANCELLED -> "the plan was cancelled";
            case OUT_OF_PATIENCE -> "nothing happened for too long";
        };
    }

    private String outline() {
        if (plan == null) {
            return Sample.plan();
        }
        try {
            return Files.readString(plan);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "cannot read " + plan, e);
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName());
    }

    private static Path home() {
        String named = System.getenv("MAESTRO_HOME");
        return named == null || named.isBlank()
                ? Path.of(System.getProperty("user.home"), ".maestro")
                : Path.of(named).toAbsolutePath();
    }

    /** Every demo begins with nothing. */
    private static Path emptied(Path directory) {
        if (Files.exists(directory)) {
            try (Stream<Path> tree = Files.walk(directory)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "the last demo in %s cannot be removed; is it still running?"
                                .formatted(directory),
                        e);
            }
        }
        return directory;
    }

    private static void wait(CountDownLatch forever) {
        try {
            forever.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

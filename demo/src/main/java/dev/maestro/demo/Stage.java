package dev.maestro.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.git.Git;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A Studio, a machine with its daemon, and a repository, set up by the same calls and commands that
 * a user would use. Used by one thread. {@link #close} ends every process it started.
 */
public final class Stage implements AutoCloseable {

    /** A session to connect. {@code purposes} and {@code skills} as the command takes them. */
    public record Seat(
            String name, boolean lead, String purposes, List<String> skills, int capacity) {
        public Seat {
            skills = List.copyOf(skills);
        }
    }

    /**
     * What does the work.
     *
     * @param command as {@code --agent} takes it
     * @param readable directories that the sandbox shows it besides
     * @param writable directories that it may write besides
     */
    public record Agent(String command, List<Path> readable, List<Path> writable) {
        public Agent {
            readable = List.copyOf(readable);
            writable = List.copyOf(writable);
        }
    }

    /** The team of the demo: one lead, two developers, one reviewer, one tester. */
    public static final List<Seat> TEAM =
            List.of(
                    new Seat("lead", true, "release", List.of(), 1),
                    new Seat("developer-1", false, "develop", List.of("java:4"), 1),
                    new Seat("developer-2", false, "develop", List.of("java:3"), 1),
                    new Seat("reviewer", false, "review", List.of("java:4"), 1),
                    new Seat("tester", false, "check", List.of(), 1));

    private final Path directory;
    private final StudioProcess studio;
    private final StudioApi api;
    private final ClientCommands client;
    private final Path home;

    /**
     * @param directory empty or missing; everything is below it
     */
    public Stage(Programs programs, Path directory, Optional<Integer> port) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
        this.directory = directory;
        this.home = directory.resolve("home");
        this.studio =
                new StudioProcess(
                        programs,
                        home,
                        port.orElseGet(Stage::freePort),
                        directory.resolve("studio.log"));
        this.api = new StudioApi(studio.url());
        this.client = new ClientCommands(programs, home);
    }

    public Path directory() {
        return directory;
    }

    public Path home() {
        return home;
    }

    public StudioProcess studio() {
        return studio;
    }

    public StudioApi api() {
        return api;
    }

    public ClientCommands client() {
        return client;
    }

    /** What a demo's user signs in with. */
    public record Account(String email, String password) {}

    /**
     * Starts Studio, makes the first account by the one-time link, and lets this machine in by an
     * invite.
     */
    public Account open() {
        studio.start();
        Account account =
                new Account(
                        "owner@demo.invalid",
                        "maestro-demo-" + studio.setupToken().substring(0, 8));
        JsonNode answer =
                api.setUp(studio.setupToken(), account.email(), "Demo owner", account.password());
        String workspace = answer.path("workspace").path("id").asText();
        String invite =
                api.post("/api/v1/workspaces/" + workspace + "/invites", Map.of("kind", "cli"))
                        .path("url")
                        .asText();
        client.run(directory, "auth", invite);
        return account;
    }

    /** Creates the project; its id. */
    public String project(String name, Repository repository, Optional<String> check) {
        return project(name, repository, check, Map.of());
    }

    /** Creates the project with more of what the API takes; its id. */
    public String project(
            String name, Repository repository, Optional<String> check, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("name", name);
        body.put("remote_url", repository.remote().toString());
        body.put("base_branch", repository.baseBranch());
        check.ifPresent(command -> body.put("check_command", command));
        return api.post("/api/v1/projects", body).path("id").asText();
    }

    /**
     * Connects sessions whose provider is a program: the first starts the daemon, the others come
     * together.
     */
    public void connect(Repository repository, List<Seat> seats, Agent agent) {
        connect(repository, seats.getFirst(), agent);
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> others =
                    seats.stream()
                            .skip(1)
                            .<Future<?>>map(
                                    seat -> together.submit(() -> connect(repository, seat, agent)))
                            .toList();
            for (Future<?> other : others) {
                other.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void connect(Repository repository, Seat seat, Agent agent) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "connect",
                                "--as",
                                seat.name(),
                                "--for",
                                seat.purposes(),
                                "--provider",
                                "command",
                                "--agent",
                                agent.command(),
                                "--capacity",
                                String.valueOf(seat.capacity())));
        if (seat.lead()) {
            arguments.add("--lead");
        }
        for (String skill : seat.skills()) {
            arguments.addAll(List.of("--skill", skill));
        }
        agent.readable().forEach(path -> arguments.addAll(List.of("--may-read", path.toString())));
        agent.writable().forEach(path -> arguments.addAll(List.of("--may-write", path.toString())));
        client.run(repository.workingCopy(), arguments.toArray(String[]::new));
    }

    /** Creates a plan from an outline and activates it; its id. */
    public String activate(String project, String outline) {
        String plan =
                api.post("/api/v1/projects/" + project + "/plans", Map.of("outline", outline))
                        .path("id")
                        .asText();
        api.post("/api/v1/plans/" + plan + "/activate", Map.of());
        return plan;
    }

    public JsonNode plan(String id) {
        return api.get("/api/v1/plans/" + id);
    }

    /** Clones the base branch afresh and runs a command in it; its exit code. */
    public int checkBase(Repository repository, String command) {
        Path fresh = directory.resolve("released");
        Git.at(directory).run("clone", "--quiet", repository.remote().toString(), fresh.toString());
        try {
            ProcessBuilder builder =
                    new ProcessBuilder("sh", "-c", command)
                            .directory(fresh.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(directory.resolve("released.log").toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Ends the daemon and Studio in order. */
    @Override
    public void close() {
        Optional<ProcessHandle> daemon = client.daemonProcess().filter(ProcessHandle::isAlive);
        if (daemon.isPresent()) {
            daemon.get().destroy();
            for (int i = 0; i < 200 && daemon.get().isAlive(); i++) {
                Pause.of(Duration.ofMillis(50));
            }
            daemon.filter(ProcessHandle::isAlive).ifPresent(ProcessHandle::destroyForcibly);
        }
        studio.close();
    }

    /** A port that was free a moment ago. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

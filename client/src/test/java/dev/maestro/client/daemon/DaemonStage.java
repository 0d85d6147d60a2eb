package dev.maestro.client.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.ClientMain;
import dev.maestro.client.identity.Identities;
import dev.maestro.client.identity.Invite;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.studio.ScriptedStudio;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.StudioMethod;
import dev.maestro.testkit.Processes;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The packaged behaviour without the package: real processes, an own home, a scripted Studio. */
public final class DaemonStage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public final ScriptedStudio studio = new ScriptedStudio();
    private final Path home;
    private final Path clone;
    private final Path remote;

    public DaemonStage(Path directory) {
        home = directory.resolve("home");
        clone = directory.resolve("clone");
        Path remote = directory.resolve("remote");
        git(directory, "init", "-q", "-b", "main", "--bare", remote.toString());
        git(directory, "clone", "-q", remote.toString(), clone.toString());
        git(
                clone,
                "-c",
                "user.name=Ada",
                "-c",
                "user.email=ada@example.com",
                "commit",
                "-q",
                "--allow-empty",
                "-m",
                "start");
        git(clone, "push", "-q", "origin", "HEAD:main", "HEAD:epic/x");
        this.remote = remote;
        studio.knows(remote.toString());
        try (HttpClient http = Daemon.httpClient()) {
            new Identities(new MaestroHome(home), http, InstantSource.system())
                    .redeem(Invite.parse(studio.url() + "/invites/abcdefghijklmnopqrst"));
        }
    }

    /** Studio gives the session a task to develop; the run. */
    public UUID dispatch(UUID session, int task, String title) {
        UUID run = UUID.randomUUID();
        String commit =
                Processes.run(
                                clone,
                                Map.of(),
                                PATIENCE,
                                List.of("git", "rev-parse", "--verify", "HEAD"))
                        .output()
                        .strip();
        studio.request(
                session,
                MethodName.RUN_DISPATCH,
                new StudioMethod.Dispatch(
                        run,
                        1,
                        1,
                        Purpose.DEVELOP,
                        90,
                        studio.project(),
                        "local:" + remote,
                        UUID.randomUUID(),
                        "A plan",
                        Optional.of(
                                new StudioMethod.TaskPacket(
                                        UUID.randomUUID(),
                                        task,
                                        title,
                                        "",
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        1,
                                        Optional.empty())),
                        "epic/x",
                        commit,
                        "refs/heads/epic/x",
                        Optional.of("task/x/" + task),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty()));
        return run;
    }

    DaemonClient daemonClient() {
        return DaemonClient.find(new MaestroHome(home)).orElseThrow();
    }

    public Processes.Finished maestro(String... arguments) {
        return Processes.run(
                clone,
                Map.of("MAESTRO_HOME", home.toString()),
                PATIENCE,
                Processes.java(ClientMain.class, arguments));
    }

    /** Starts the daemon and connects nothing but what an earlier one had. */
    public void start() {
        try {
            new DaemonLauncher(
                            new MaestroHome(home),
                            ClientMain.class.getName(),
                            System.getProperty("java.class.path"))
                    .ensure();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path home() {
        return home;
    }

    /** Empty when no daemon runs. */
    public Optional<DaemonView> status() {
        return DaemonClient.find(new MaestroHome(home))
                .map(one -> one.ask(ControlMethod.STATUS, Map.of(), DaemonView.class));
    }

    public List<SessionView> sessions() {
        return status().orElseThrow().sessions();
    }

    public UUID session(String name) {
        return sessions().stream()
                .filter(one -> one.name().equals(name))
                .map(SessionView::session)
                .findFirst()
                .orElseThrow();
    }

    public ProcessHandle daemon() {
        return ProcessHandle.of(status().orElseThrow().pid()).orElseThrow();
    }

    private static void git(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        assertThat(Processes.run(directory, Map.of(), PATIENCE, command).exit()).isZero();
    }

    @Override
    public void close() {
        status().flatMap(view -> ProcessHandle.of(view.pid()))
                .ifPresent(daemon -> {
                    daemon.destroy();
                    daemon.onExit().join();
                });
        studio.close();
    }
}

package dev.maestro.client.team;

import dev.maestro.client.daemon.ControlMethod;
import dev.maestro.client.daemon.DaemonClient;
import dev.maestro.client.daemon.DaemonLauncher;
import dev.maestro.client.daemon.DaemonView;
import dev.maestro.client.daemon.SavedSessions;
import dev.maestro.client.daemon.SessionRequest;
import dev.maestro.client.daemon.SessionView;
import dev.maestro.client.platform.LockFile;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.PrivateFiles;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The teams of one home. Workers are started by whoever asks and belong to the lead's daemon, whose
 * end they notice themselves. Any thread may use it.
 */
public final class Teams {

    private static final Logger LOG = LoggerFactory.getLogger(Teams.class);
    private static final String ENDING = ".json";

    private final MaestroHome home;
    private final DaemonLauncher launcher;

    /**
     * @param launcher of the home's own daemon
     */
    public Teams(MaestroHome home, DaemonLauncher launcher) {
        this.home = home;
        this.launcher = launcher;
    }

    /**
     * Connects the lead in the home's daemon and starts its workers, all at the same time; those
     * that are there already and were asked for in the same way stay, those that are too many end.
     *
     * @throws Refused what Studio refused; the team is kept on disk only when the lead is connected
     */
    public List<WorkerView> start(TeamRequest team) throws InterruptedException {
        DaemonClient daemon = launcher.ensure();
        daemon.ask(ControlMethod.CONNECT, team.lead(), SessionView.class);
        long pid = daemon.ask(ControlMethod.STATUS, Map.of(), DaemonView.class).pid();
        List<SessionRequest> before = saved(team).map(TeamRequest::workers).orElse(List.of());
        PrivateFiles.directory(home.teams());
        PrivateFiles.write(file(team), Json.writePretty(team));
        before.stream()
                .filter(old -> team.workers().stream().noneMatch(kept -> named(kept, old.name())))
                .forEach(old -> end(home(old)));
        List<WorkerView> views = new ArrayList<>();
        for (Future<WorkerView> one : spawn(team, Lead.of(pid, team.lead()))) {
            views.add(outcome(one));
        }
        return views;
    }

    private static boolean named(SessionRequest worker, String name) {
        return worker.name().equals(name);
    }

    /**
     * Starts again the workers of every lead that is connected; those that are there stay. A team
     * whose lead was ended is forgotten; one whose lead is only not connected yet is not.
     *
     * @return whether nothing is left to do: each lead was there, and each worker came
     */
    boolean resume() throws InterruptedException {
        Optional<DaemonClient> daemon = DaemonClient.find(home);
        if (daemon.isEmpty()) {
            return false;
        }
        DaemonView view = daemon.get().ask(ControlMethod.STATUS, Map.of(), DaemonView.class);
        List<SessionRequest> kept = SavedSessions.requests(home);
        boolean complete = true;
        for (TeamRequest team : all()) {
            Lead lead = Lead.of(view.pid(), team.lead());
            if (view.sessions().stream().anyMatch(lead::isSession)) {
                complete &= resume(team, lead);
            } else if (kept.stream().anyMatch(lead::isSession)) {
                LOG.info("the workers of {} wait until it is connected", team.lead().name());
                complete = false;
            } else {
                PrivateFiles.delete(file(team));
            }
        }
        return complete;
    }

    private boolean resume(TeamRequest team, Lead lead) throws InterruptedException {
        boolean complete = true;
        for (Future<WorkerView> one : spawn(team, lead)) {
            try {
                one.get();
            } catch (ExecutionException failed) {
                LOG.warn("a worker of {} did not come back", team.lead().name(), failed.getCause());
                complete = false;
            }
        }
        return complete;
    }

    /**
     * Ends the workers of a lead, whose session stays; what they were doing is kept.
     *
     * @return their names; empty when it leads nobody
     */
    public List<String> stop(String lead) {
        List<TeamRequest> led = all().stream().filter(team -> named(team.lead(), lead)).toList();
        led.forEach(team -> PrivateFiles.delete(file(team)));
        List<SessionRequest> workers =
                led.stream().flatMap(team -> team.workers().stream()).toList();
        workers.forEach(worker -> end(home(worker)));
        return workers.stream().map(SessionRequest::name).toList();
    }

    /** Every worker that was asked for, whether it lives or not. */
    public List<WorkerView> workers() {
        return all().stream()
                .flatMap(team -> team.workers().stream().map(worker -> view(team, worker)))
                .toList();
    }

    /** All have been tried when this returns. */
    private List<Future<WorkerView>> spawn(TeamRequest team, Lead lead) {
        List<Future<WorkerView>> started = new ArrayList<>();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (SessionRequest worker : team.workers()) {
                started.add(each.submit(() -> spawn(team, worker, lead)));
            }
        }
        return started;
    }

    /** One at a time, also when a person asks while the daemon brings it back. */
    private WorkerView spawn(TeamRequest team, SessionRequest worker, Lead lead)
            throws InterruptedException {
        MaestroHome own = home(worker);
        try (LockFile _ = LockFile.take(own.root().resolve("lead.lock"))) {
            boolean wanted = saved(team).filter(now -> now.workers().contains(worker)).isPresent();
            if (wanted) {
                // One that belongs to a lead of before is about to end, and has to be gone.
                if (!follows(own, lead)) {
                    end(own);
                }
                DaemonClient daemon = launcher.worker(own, lead.text()).ensure();
                PrivateFiles.write(leadFile(own), lead.text());
                daemon.ask(ControlMethod.CONNECT, worker, SessionView.class);
            }
        }
        return view(team, worker);
    }

    private static boolean follows(MaestroHome worker, Lead lead) {
        try {
            return Files.readString(leadFile(worker)).equals(lead.text());
        } catch (IOException nobody) {
            return false;
        }
    }

    private static Path leadFile(MaestroHome worker) {
        return worker.root().resolve("lead");
    }

    private MaestroHome home(SessionRequest worker) {
        return home.worker(key(worker));
    }

    /** Names a file; a session's name is unique in its project only. */
    private static String key(SessionRequest session) {
        return "%s-%s"
                .formatted(
                        session.project().toString().substring(0, 8),
                        session.name().replaceAll("[^A-Za-z0-9-]", "_"));
    }

    private static WorkerView outcome(Future<WorkerView> one) throws InterruptedException {
        try {
            return one.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a worker could not be started", failed.getCause());
        }
    }

    private static void end(MaestroHome worker) {
        DaemonClient.find(worker)
                .ifPresent(daemon -> {
                    try {
                        long pid =
                                daemon.ask(ControlMethod.STATUS, Map.of(), DaemonView.class).pid();
                        daemon.ask(ControlMethod.STOP, Map.of(), Map.class);
                        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
                    } catch (Refused ended) {
                        LOG.debug("the worker in {} has ended by itself", worker.root());
                    }
                });
        // Free when it is gone.
        LockFile.take(worker.daemon().resolve("daemon.lock")).close();
    }

    private WorkerView view(TeamRequest team, SessionRequest worker) {
        Optional<DaemonView> daemon =
                DaemonClient.find(home(worker))
                        .flatMap(one -> {
                            try {
                                return Optional.of(
                                        one.ask(ControlMethod.STATUS, Map.of(), DaemonView.class));
                            } catch (Refused ended) {
                                return Optional.empty();
                            }
                        });
        return new WorkerView(
                team.lead().name(),
                worker.name(),
                daemon.map(DaemonView::pid),
                daemon.flatMap(view ->
                        view.sessions().stream()
                                .filter(session -> named(worker, session.name()))
                                .findFirst()));
    }

    private List<TeamRequest> all() {
        if (!Files.isDirectory(home.teams())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(home.teams())) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(Teams::read)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + home.teams(), e);
        }
    }

    private Optional<TeamRequest> saved(TeamRequest team) {
        return Files.exists(file(team)) ? read(file(team)) : Optional.empty();
    }

    private static Optional<TeamRequest> read(Path file) {
        try {
            return Optional.of(Json.read(Files.readString(file), TeamRequest.class));
        } catch (IOException | Refused unreadable) {
            LOG.error("{} is no team: {}", file, unreadable.getMessage());
            return Optional.empty();
        }
    }

    private Path file(TeamRequest team) {
        return home.teams().resolve(key(team.lead()) + ENDING);
    }
}

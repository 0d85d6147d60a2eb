package dev.maestro.client.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.maestro.client.ClientVersion;
import dev.maestro.client.identity.Identities;
import dev.maestro.client.link.Backoff;
import dev.maestro.client.link.LateTls;
import dev.maestro.client.link.LinkRuntime;
import dev.maestro.client.link.StudioUnreachable;
import dev.maestro.client.platform.LockFile;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.PrivateFiles;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon: sessions and the control socket, behind the one lock of this home. Started once,
 * closed once, by any thread.
 */
public final class Daemon implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
    private static final Duration PONG = Duration.ofSeconds(30);

    /** A worktree that no run has needed for this long to twice as long gives back its room. */
    private static final Duration TIDY = Duration.ofMinutes(10);

    /** The project's news say what directives are given and cleared; this is for those missed. */
    private static final Duration DIRECTIVES = Duration.ofMinutes(1);

    private final LockFile lock;
    private final ScheduledExecutorService timer;
    private final HttpClient http;
    private final Sessions sessions;
    private final ControlServer control;
    private final Instant startedAt;
    private final CountDownLatch stop = new CountDownLatch(1);
    private boolean closed;

    private Daemon(LockFile lock, MaestroHome home, InstantSource clock) {
        this.lock = lock;
        this.startedAt = clock.instant();
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("timer").factory());
        this.http = httpClient();
        this.sessions =
                new Sessions(
                        home,
                        new Identities(home, http, clock),
                        new LinkRuntime(
                                http,
                                timer,
                                clock,
                                new SecureRandom(),
                                Backoff.OF_THE_CONTRACT,
                                PONG));
        sessions.resume();
        this.control = ControlServer.start(home, this::answer);
        timer.scheduleWithFixedDelay(
                () -> Thread.ofVirtual().name("tidy").start(sessions::tidy),
                0,
                TIDY.toMinutes(),
                TimeUnit.MINUTES);
        timer.scheduleWithFixedDelay(
                () -> Thread.ofVirtual().name("snapshots").start(sessions::save),
                sessions.snapshotEvery().toSeconds(),
                sessions.snapshotEvery().toSeconds(),
                TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(
                sessions::lookAtDirectives,
                DIRECTIVES.toSeconds(),
                DIRECTIVES.toSeconds(),
                TimeUnit.SECONDS);
    }

    /**
     * Takes the lock, connects the sessions an earlier daemon left, and listens.
     *
     * @throws Refused {@code conflict} naming the process that has the lock
     */
    public static Daemon start(MaestroHome home, InstantSource clock) {
        Path pidFile = home.daemon().resolve("daemon.pid");
        LockFile lock =
                LockFile.tryTake(home.daemon().resolve("daemon.lock"))
                        .orElseThrow(() ->
                                new Refused(
                                        RefusalCode.CONFLICT,
                                        "a daemon runs already for %s, as process %s"
                                                .formatted(home.root(), pid(pidFile))));
        PrivateFiles.write(pidFile, Long.toString(ProcessHandle.current().pid()));
        Daemon daemon = new Daemon(lock, home, clock);
        LOG.info("daemon {} started for {}", ProcessHandle.current().pid(), home.root());
        daemon.sessions.registerAgain();
        return daemon;
    }

    /** The HTTP client of this program: one protocol version, virtual threads. */
    public static HttpClient httpClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .sslContext(LateTls.context())
                .sslParameters(new SSLParameters())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** Whoever waits for the end goes on; it is for them to close it. */
    public void askToStop() {
        stop.countDown();
    }

    /** Waits until somebody asks it to stop. */
    public void awaitStop() throws InterruptedException {
        stop.await();
    }

    /**
     * Stops the runs and keeps their work, says goodbye, gives the lock back. Whoever calls it
     * second waits until the first is done.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            control.close();
            sessions.close();
            timer.shutdownNow();
            http.shutdownNow();
            LOG.info("daemon {} ended", ProcessHandle.current().pid());
        } finally {
            lock.close();
            stop.countDown();
        }
    }

    private JsonNode answer(String method, JsonNode params) {
        try {
            return Json.node(
                    switch (method) {
                        case ControlMethod.STATUS ->
                                new DaemonView(
                                        ProcessHandle.current().pid(),
                                        ClientVersion.NUMBER,
                                        startedAt,
                                        sessions.views(),
                                        sessions.room());
                        case ControlMethod.CONNECT ->
                                sessions.connect(Json.convert(params, SessionRequest.class));
                        case ControlMethod.DISCONNECT ->
                                new ControlMethod.Disconnected(
                                        sessions.disconnect(
                                                Json.convert(
                                                        params, ControlMethod.Disconnect.class)));
                        case ControlMethod.TASK_DONE ->
                                sessions.taskDone(
                                        Json.convert(params, ControlMethod.TaskDone.class).task());
                        case ControlMethod.DRAIN ->
                                sessions.orders()
                                        .drain(
                                                Json.convert(params, ControlMethod.Drain.class)
                                                        .name());
                        case ControlMethod.OUTPUT ->
                                sessions.orders()
                                        .output(Json.convert(params, ControlMethod.Output.class));
                        case ControlMethod.STEER ->
                                sessions.steering()
                                        .steer(Json.convert(params, ControlMethod.Steer.class));
                        case ControlMethod.CLEAR_STEERING -> sessions.steering().clear();
                        case ControlMethod.ANSWER ->
                                sessions.orders()
                                        .answer(Json.convert(params, ControlMethod.Answer.class));
                        case ControlMethod.CANCEL ->
                                sessions.orders()
                                        .cancel(
                                                Json.convert(params, ControlMethod.Cancel.class)
                                                        .run());
                        case ControlMethod.STOP -> {
                            stop.countDown();
                            yield JsonNodeFactory.instance.objectNode();
                        }
                        default ->
                                throw new Refused(
                                        RefusalCode.METHOD_NOT_FOUND,
                                        "the daemon has no method " + method);
                    });
        } catch (StudioUnreachable unreachable) {
            throw new Refused(RefusalCode.CAPACITY, String.valueOf(unreachable.getMessage()));
        }
    }

    private static String pid(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unknown) {
            return "unknown";
        }
    }
}

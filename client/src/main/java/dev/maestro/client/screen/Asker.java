package dev.maestro.client.screen;

import dev.maestro.client.daemon.ControlMethod;
import dev.maestro.client.daemon.DaemonView;
import dev.maestro.client.daemon.SeenDaemon;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.work.OutputPiece;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Asks the daemons of this machine, the workers' too, on threads of its own: for their state twice
 * a second, for the output of the run that is looked at, and for what a person wants. What comes
 * back waits as changes of the state; a screen that does not take them makes these threads wait,
 * and nobody else. All methods but those threads' own are for the thread that draws.
 */
final class Asker implements AutoCloseable {

    private static final Duration STATUS_EVERY = Duration.ofMillis(500);
    private static final Duration OUTPUT_WAIT = Duration.ofSeconds(5);
    private static final int MOST_CHANGES = 64;

    private final MaestroHome home;
    private final InstantSource clock;
    private final BlockingQueue<UnaryOperator<ScreenState>> changes =
            new ArrayBlockingQueue<>(MOST_CHANGES);
    private final Semaphore askNow = new Semaphore(0);
    private final Thread status;
    private Optional<UUID> followed = Optional.empty();
    private @Nullable Thread follower;

    Asker(MaestroHome home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
        this.status = Thread.ofVirtual().name("status").start(() -> quietly(this::watch));
    }

    /** What has come since the last call; does not wait. */
    List<UnaryOperator<ScreenState>> changes() {
        List<UnaryOperator<ScreenState>> come = new ArrayList<>();
        changes.drainTo(come);
        return come;
    }

    /** From now on the output of this run is wanted, and of no other. */
    void follow(Optional<UUID> run) {
        if (run.equals(followed)) {
            return;
        }
        followed = run;
        endFollower();
        follower =
                run.map(id ->
                                Thread.ofVirtual()
                                        .name("output")
                                        .start(() -> quietly(() -> read(id))))
                        .orElse(null);
    }

    /** Has it done; what came of it appears as a notice. */
    void want(Intent intent) {
        Thread.ofVirtual()
                .name("intent")
                .start(() ->
                        quietly(() -> {
                            String notice = done(intent);
                            changes.put(state -> state.notice(notice));
                            askNow.release();
                        }));
    }

    @Override
    public void close() {
        status.interrupt();
        endFollower();
    }

    private void endFollower() {
        Thread old = follower;
        if (old != null) {
            old.interrupt();
        }
    }

    private void watch() throws InterruptedException {
        while (true) {
            changes.put(look());
            if (askNow.tryAcquire(STATUS_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                askNow.drainPermits();
            }
        }
    }

    private UnaryOperator<ScreenState> look() {
        try {
            Optional<DaemonView> view = SeenDaemon.together(home);
            return state ->
                    view.map(one -> state.heard(one, clock.instant()))
                            .orElseGet(() -> state.lost("no daemon runs"));
        } catch (RuntimeException broken) {
            return state -> state.lost(String.valueOf(broken.getMessage()));
        }
    }

    private void read(UUID run) throws InterruptedException {
        long last = 0;
        while (true) {
            OutputPiece piece = piece(run, last);
            changes.put(state -> state.said(run, piece));
            if (piece.over()) {
                return;
            }
            if (!piece.lines().isEmpty()) {
                last = piece.lines().getLast().number();
            }
        }
    }

    private OutputPiece piece(UUID run, long after) throws InterruptedException {
        while (true) {
            try {
                return Everybody.of(home)
                        .ask(
                                ControlMethod.OUTPUT,
                                new ControlMethod.Output(run, after, OUTPUT_WAIT.toMillis()),
                                OutputPiece.class)
                        .getFirst();
            } catch (Refused refused) {
                if (refused.code() == RefusalCode.NOT_FOUND) {
                    return new OutputPiece(List.of(), true);
                }
                TimeUnit.MILLISECONDS.sleep(STATUS_EVERY.toMillis());
            }
        }
    }

    private String done(Intent intent) {
        try {
            return Doing.of(intent, Everybody.of(home));
        } catch (RuntimeException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /** The screen is closed: the thread ends. */
    private static void quietly(Step step) {
        try {
            step.run();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.maestro.client.link;

import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.protocol.work.SessionMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Beats while a connection is online; a beat without an answer ends the connection. */
final class Heart implements AutoCloseable {

    private final Connection connection;
    private final StudioCalls calls;
    private final Supplier<List<SessionMethod.HeldRun>> held;
    private final Runnable afterBeat;
    private final Future<?> beats;

    /**
     * @param afterBeat done after each beat
     */
    Heart(
            ScheduledExecutorService timer,
            Duration every,
            Connection connection,
            StudioCalls calls,
            Supplier<List<SessionMethod.HeldRun>> held,
            Runnable afterBeat) {
        this.connection = connection;
        this.calls = calls;
        this.held = held;
        this.afterBeat = afterBeat;
        this.beats =
                timer.scheduleAtFixedRate(
                        () -> Thread.ofVirtual().name("heartbeat").start(this::beat),
                        every.toMillis(),
                        every.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        beats.cancel(false);
    }

    private void beat() {
        List<SessionMethod.HeldRun> runs = held.get();
        try {
            SessionMethod.HeartbeatAnswer answer =
                    connection
                            .conversation()
                            .ask(MethodName.SESSION_HEARTBEAT, new SessionMethod.Heartbeat(runs))
                            .thenApply(
                                    node -> Json.convert(node, SessionMethod.HeartbeatAnswer.class))
                            .join();
            runs.stream()
                    .filter(run -> answer.gone().contains(run.run()))
                    .forEach(run ->
                            calls.cancel(run.run(), run.fence(), FailureReason.SESSION_LOST));
        } catch (CompletionException e) {
            connection.drop("a heartbeat was not answered: " + e.getCause());
        }
        afterBeat.run();
    }
}

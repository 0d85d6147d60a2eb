package dev.maestro.client.link;

import dev.maestro.client.daemon.Daemon;
import dev.maestro.client.studio.ScriptedStudio;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** One session's link to a scripted Studio, with short pauses. */
final class LinkStage implements AutoCloseable {

    static final Backoff QUICK = new Backoff(Duration.ofMillis(10), Duration.ofMillis(200));

    final UUID session = UUID.randomUUID();
    final UUID project = UUID.randomUUID();
    final RecordedCalls calls = new RecordedCalls();
    final StudioLink link;
    private final HttpClient client = Daemon.httpClient();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    LinkStage(ScriptedStudio studio, Path outbox) {
        Bearer bearer =
                new Bearer() {
                    @Override
                    public String token() {
                        return "token";
                    }

                    @Override
                    public void rejected(String token) {}
                };
        link =
                StudioLink.open(
                        new LinkConfig(
                                session,
                                "ada",
                                project,
                                "test",
                                false,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(5)),
                        new StudioHttp(studio.url(), client, Optional.of(bearer)),
                        new LinkRuntime(
                                client,
                                timer,
                                InstantSource.system(),
                                new SplittableRandom(1),
                                QUICK,
                                Duration.ofSeconds(5)),
                        Outbox.open(outbox));
    }

    LinkStage connected() {
        start();
        if (link.awaitOnline(Duration.ofSeconds(30)).state() != LinkState.ONLINE) {
            throw new IllegalStateException("not online: " + link.status());
        }
        return this;
    }

    void start() {
        link.start(new SocketAddress("key", "/app/key"), calls);
    }

    @Override
    public void close() {
        link.close();
        timer.shutdownNow();
        client.shutdownNow();
    }
}

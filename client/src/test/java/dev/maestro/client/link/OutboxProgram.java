package dev.maestro.client.link;

import dev.maestro.client.daemon.Daemon;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * A program with one link, to be killed: {@code studio session outbox [run]}; with a run it settles
 * that run first.
 */
final class OutboxProgram {

    private OutboxProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        HttpClient client = Daemon.httpClient();
        StudioLink link =
                StudioLink.open(
                        new LinkConfig(
                                UUID.fromString(arguments[1]),
                                "ada",
                                UUID.randomUUID(),
                                "test",
                                false,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(5)),
                        new StudioHttp(URI.create(arguments[0]), client, Optional.empty()),
                        new LinkRuntime(
                                client,
                                Executors.newSingleThreadScheduledExecutor(),
                                InstantSource.system(),
                                new SplittableRandom(),
                                LinkStage.QUICK,
                                Duration.ofSeconds(5)),
                        Outbox.open(Path.of(arguments[2])));
        if (arguments.length > 3) {
            link.reports().settle(OutboxTest.failure(UUID.fromString(arguments[3]), 1, "red"));
        }
        link.start(new SocketAddress("key", "/app"), new RecordedCalls());
        new CountDownLatch(1).await();
    }
}

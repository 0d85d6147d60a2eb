package dev.maestro.client.link;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The transcripts of one session on their way to Studio, each on a virtual thread and an HTTP
 * request of its own: never on the socket, where they would stand before control messages.
 */
final class OutputUploads implements AutoCloseable {

    private static final Duration LAST_CALL = Duration.ofSeconds(30);

    private final StudioHttp http;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final Consumer<UUID> storageFull;
    private final Map<Key, OutputUpload> uploads = new ConcurrentHashMap<>();

    /**
     * @param storageFull told, once a file, that Studio has no room for a run's output
     */
    OutputUploads(
            StudioHttp http, Backoff backoff, RandomGenerator random, Consumer<UUID> storageFull) {
        this.http = http;
        this.backoff = backoff;
        this.random = random;
        this.storageFull = storageFull;
    }

    void begin(UUID run, long fence, Path transcript) {
        Key key = new Key(run, fence);
        uploads.computeIfAbsent(
                key,
                _ -> {
                    OutputUpload upload =
                            new OutputUpload(
                                    new OutputTarget(http, run, fence),
                                    transcript,
                                    backoff,
                                    random,
                                    () -> storageFull.accept(run));
                    upload.ended().whenComplete((_, _) -> uploads.remove(key));
                    Thread.ofVirtual().name("output-" + run).start(upload::run);
                    return upload;
                });
    }

    void finish(UUID run, long fence) {
        OutputUpload upload = uploads.get(new Key(run, fence));
        if (upload != null) {
            upload.finish();
        }
    }

    /** Waits until the file is at Studio, or 30 s; what then is missing goes on being uploaded. */
    void awaitEnd(UUID run, long fence) {
        OutputUpload upload = uploads.get(new Key(run, fence));
        if (upload == null) {
            return;
        }
        try {
            upload.ended().get(LAST_CALL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            upload.giveUpSoon();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        uploads.values().forEach(OutputUpload::stop);
    }

    private record Key(UUID run, long fence) {}
}

package dev.maestro.client.provider.command;

import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.provider.TranscriptSink;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Carries a tree's output into the transcript, and knows for how long there was none. */
final class OutputPump {

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Thread thread;
    private volatile long lastHeard = System.nanoTime();

    private OutputPump(ProcessTree tree, TranscriptSink sink) {
        thread = Thread.ofPlatform().name("transcript").daemon().unstarted(() -> pump(tree, sink));
    }

    static OutputPump start(ProcessTree tree, TranscriptSink sink) {
        OutputPump pump = new OutputPump(tree, sink);
        pump.thread.start();
        return pump;
    }

    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastHeard);
    }

    /** Waits until all that was printed is in the transcript. */
    void drain() {
        try {
            thread.join(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(ProcessTree tree, TranscriptSink sink) {
        byte[] buffer = new byte[8192];
        try (InputStream output = tree.output()) {
            for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
                lastHeard = System.nanoTime();
                sink.append(buffer, read);
            }
        } catch (IOException e) {
            // The tree was ended and its pipe closed under us: there is nothing more to read.
            lastHeard = System.nanoTime();
        }
    }
}

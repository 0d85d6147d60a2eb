package dev.maestro.hub.cluster;

import dev.maestro.hub.channel.App;
import dev.maestro.hub.channel.Note;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Writes what waits into letters and publishes them, each until it has arrived in Redis: the number
 * tells who has it already. For one thread.
 */
final class Saying {

    private static final int NOTES_AT_ONCE = 512;
    private static final Duration A_MOMENT = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ClusterConfig config;
    private final long own;
    private final Map<String, App> apps;
    private final Outgoing outgoing;
    private final IntSupplier others;
    private final Deque<Letter> letters = new ArrayDeque<>();
    private long number;
    private long patientUntil = System.nanoTime();
    private boolean interrupted;
    private boolean over;

    /**
     * @param others how many other nodes there are
     */
    Saying(
            ClusterConfig config,
            long own,
            Map<String, App> apps,
            Outgoing outgoing,
            IntSupplier others) {
        this.config = config;
        this.own = own;
        this.apps = Map.copyOf(apps);
        this.outgoing = outgoing;
        this.others = others;
    }

    /** Redis is away. */
    void interrupted() {
        interrupted = true;
    }

    /** Publishes what waits; when nothing comes for a beat, that this node lives. */
    void say(RedisLine line) throws InterruptedException {
        if (letters.isEmpty()) {
            write(outgoing.take(config.beat()));
            if (outgoing.isIncomplete()) {
                describe();
            }
        }
        while (!letters.isEmpty()) {
            Letter next = letters.getFirst();
            next.said().forEach(said -> remember(line, said));
            long heard = line.publish(next.bytes());
            if (heard <= others.getAsInt() && System.nanoTime() - patientUntil < 0) {
                // Who has heard it already knows it by its number.
                LockSupport.parkNanos(A_MOMENT.toNanos());
                if (Thread.interrupted()) {
                    throw new InterruptedException("while others were not back yet");
                }
            } else {
                letters.removeFirst();
                over = over || next.said().contains(new Said.Bye());
            }
        }
    }

    /** Whether goodbye was said: whatever came behind it would bring the node back. */
    boolean isOver() {
        return over;
    }

    /**
     * Redis is there, or there again. Takes over what other nodes had published to cache channels
     * before this one came; and as Redis was away for the others too, gives them time to be back,
     * since they would not hear what is said before.
     */
    void begin(RedisLine line) {
        if (interrupted) {
            interrupted = false;
            patientUntil = System.nanoTime() + PATIENCE.toNanos();
        }
        apps.forEach((id, app) ->
                line.recall(
                        id,
                        (_, bytes, left) ->
                                Letter.read(bytes)
                                        .filter(letter -> letter.said().size() == 1)
                                        .map(letter -> letter.said().getFirst())
                                        .ifPresent(said -> {
                                            if (said
                                                    instanceof
                                                    Said.OfApp(String _, Note.Event event)) {
                                                app.remember(
                                                        event.channel(),
                                                        event.event(),
                                                        event.data(),
                                                        left);
                                            }
                                        })));
    }

    private void remember(RedisLine line, Said said) {
        if (said instanceof Said.OfApp(String id, Note.Event event) && event.cached()) {
            App app = apps.get(id);
            if (app != null) {
                line.remember(
                        id,
                        event.channel(),
                        new Letter(own, 0, List.of(said)).bytes(),
                        app.rules().cacheFor());
            }
        }
    }

    /**
     * All that this node has now. What already happened and is said only afterwards does no harm:
     * the last word about each thing is true.
     */
    private void describe() {
        List<Said> all = new ArrayList<>();
        all.add(new Said.Begin());
        apps.forEach(
                (id, app) -> app.describe().forEach(note -> all.add(new Said.OfApp(id, note))));
        all.add(new Said.End());
        for (int from = 0; from < all.size(); from += NOTES_AT_ONCE) {
            write(all.subList(from, Math.min(all.size(), from + NOTES_AT_ONCE)));
        }
    }

    private void write(List<Said> said) {
        letters.add(new Letter(own, ++number, List.copyOf(said)));
    }
}

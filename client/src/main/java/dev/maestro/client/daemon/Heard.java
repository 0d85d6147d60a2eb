package dev.maestro.client.daemon;

import dev.maestro.protocol.work.Delivery;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * When the agents of a session hear of directives that Studio passed on: of the newest ones, since
 * Studio may pass one on before it answers who gave it. Any thread may use it.
 */
final class Heard {

    private static final int KEPT = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final LinkedHashMap<UUID, Map<UUID, Delivery>> byDirective = new LinkedHashMap<>();

    void note(UUID directive, UUID run, Delivery delivery) {
        lock.lock();
        try {
            byDirective.computeIfAbsent(directive, _ -> new LinkedHashMap<>()).put(run, delivery);
            if (byDirective.size() > KEPT) {
                byDirective.pollFirstEntry();
            }
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all these runs have heard of it or the time is up; those that have, by id. */
    Map<UUID, Delivery> await(UUID directive, Set<UUID> runs, Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (left > 0 && !of(directive).keySet().containsAll(runs)) {
                left = more.awaitNanos(left);
            }
            return Map.copyOf(of(directive));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        } finally {
            lock.unlock();
        }
    }

    private Map<UUID, Delivery> of(UUID directive) {
        return byDirective.getOrDefault(directive, Map.of());
    }
}

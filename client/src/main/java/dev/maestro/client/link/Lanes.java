package dev.maestro.client.link;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.RunMethod;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages about runs on their way to Studio: one lane a run, in order, the next one when the one
 * before was answered; lanes do not wait for each other. A lane has a virtual thread while it holds
 * something. While the link is down everything waits, at most {@value #MOST_WAITING} messages.
 */
final class Lanes implements AutoCloseable {

    static final int MOST_WAITING = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
    private static final int ATTEMPTS = 5;

    private final Outbox outbox;
    private final OutputUploads uploads;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<UUID, Deque<RunMethod>> lanes = new HashMap<>();
    private int waiting;
    private @Nullable Conversation link;
    private @Nullable StudioCalls calls;
    private boolean closed;

    Lanes(Outbox outbox, OutputUploads uploads, Backoff backoff, RandomGenerator random) {
        this.outbox = outbox;
        this.uploads = uploads;
        this.backoff = backoff;
        this.random = random;
    }

    /** Never waits. A message for which there is no room is dropped, never a terminal one. */
    void add(RunMethod message) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (waiting >= MOST_WAITING && !MethodNames.terminal(message) && !makeRoom()) {
                LOG.warn("dropped {} of run {}", MethodNames.of(message), message.run());
                return;
            }
            Deque<RunMethod> lane = lanes.get(message.run());
            if (lane == null) {
                lane = new ArrayDeque<>();
                lanes.put(message.run(), lane);
                Thread.ofVirtual().name("lane-" + message.run()).start(() -> drain(message.run()));
            }
            lane.addLast(message);
            waiting++;
        } finally {
            lock.unlock();
        }
    }

    /** The link is up: what waits is sent over this conversation. */
    void online(Conversation conversation, StudioCalls studioCalls) {
        change(() -> {
            link = conversation;
            calls = studioCalls;
        });
    }

    /** Waits until nothing is on its way any more, or the time is up. */
    void awaitEmpty(Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!lanes.isEmpty() && left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    void offline() {
        change(() -> link = null);
    }

    @Override
    public void close() {
        change(() -> closed = true);
    }

    private void change(Runnable step) {
        lock.lock();
        try {
            step.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean makeRoom() {
        for (Deque<RunMethod> lane : lanes.values()) {
            for (Iterator<RunMethod> each = lane.iterator(); each.hasNext(); ) {
                if (MethodNames.passing(each.next())) {
                    each.remove();
                    waiting--;
                    return true;
                }
            }
        }
        return false;
    }

    private void drain(UUID run) {
        int attempts = 0;
        for (RunMethod next = head(run); next != null; next = head(run)) {
            if (MethodNames.terminal(next)) {
                uploads.awaitEnd(next.run(), next.fence());
            }
            Conversation conversation = awaitLink();
            if (conversation == null) {
                return;
            }
            attempts++;
            boolean mayRepeat = MethodNames.terminal(next) || attempts < ATTEMPTS;
            switch (send(conversation, next)) {
                case Delivered.LinkWasLost() -> awaitLossOf(conversation);
                case Delivered.TryLater(Duration atLeast, String why) when mayRepeat -> {
                    LOG.info("{} of run {} again later: {}", MethodNames.of(next), run, why);
                    Duration pause = backoff.pause(attempts, random);
                    pause(pause.compareTo(atLeast) > 0 ? pause : atLeast);
                }
                case Delivered.TryLater(_, String why) -> {
                    LOG.warn("gave up on {} of run {}: {}", MethodNames.of(next), run, why);
                    attempts = done(next);
                }
                case Delivered.Acknowledged() -> {
                    if (MethodNames.terminal(next)) {
                        outbox.acknowledged(next);
                    }
                    attempts = done(next);
                }
                case Delivered.No(Refused why) -> {
                    refused(next, why);
                    attempts = done(next);
                }
            }
        }
    }

    private Delivered send(Conversation conversation, RunMethod message) {
        try {
            conversation.ask(MethodNames.of(message), message).join();
            return new Delivered.Acknowledged();
        } catch (CompletionException e) {
            return switch (e.getCause()) {
                case Refused refused -> judge(refused);
                case LinkLost _ -> new Delivered.LinkWasLost();
                case TimeoutException _ -> new Delivered.TryLater(Duration.ZERO, "no answer");
                case null, default -> throw e;
            };
        }
    }

    private static Delivered judge(Refused refused) {
        return switch (refused.code().kind()) {
            case TRY_LATER, FAULT ->
                    new Delivered.TryLater(
                            Duration.ofMillis(
                                    refused.data().get("retry_after_ms") instanceof Number millis
                                            ? millis.longValue()
                                            : 0),
                            refused.code().wireName() + ": " + refused.getMessage());
            case NOT_FOUND, CONFLICT, INVALID, FORBIDDEN ->
                    refused.code() == RefusalCode.UNAUTHENTICATED
                            ? new Delivered.TryLater(Duration.ZERO, "unauthenticated")
                            : new Delivered.No(refused);
        };
    }

    private void refused(RunMethod message, Refused why) {
        if (MethodNames.terminal(message)) {
            outbox.refused(message, why);
            if (why.code() == RefusalCode.PROOF_MISSING) {
                failInstead(message, why);
            }
            return;
        }
        LOG.warn(
                "Studio refused {} of run {}: {}",
                MethodNames.of(message),
                message.run(),
                why.getMessage());
        StudioCalls studioCalls = calls();
        if (why.code() == RefusalCode.LEASE_LOST && studioCalls != null) {
            studioCalls.cancel(message.run(), message.fence(), FailureReason.SESSION_LOST);
        }
    }

    /** A completion that is never taken must not leave the run open until its lease runs out. */
    private void failInstead(RunMethod completion, Refused why) {
        RunMethod failure =
                new RunMethod.Fail(
                        completion.run(),
                        completion.fence(),
                        FailureReason.INTERNAL,
                        "Studio did not take the proof: " + why.getMessage(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        outbox.put(failure);
        add(failure);
    }

    private @Nullable StudioCalls calls() {
        lock.lock();
        try {
            return calls;
        } finally {
            lock.unlock();
        }
    }

    /** The oldest message of the lane; the lane ends when there is none. */
    private @Nullable RunMethod head(UUID run) {
        lock.lock();
        try {
            RunMethod first =
                    Optional.ofNullable(lanes.get(run)).map(Deque::peekFirst).orElse(null);
            if (first == null) {
                lanes.remove(run);
                changed.signalAll();
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    private int done(RunMethod message) {
        lock.lock();
        try {
            Deque<RunMethod> lane = lanes.get(message.run());
            if (lane != null && lane.remove(message)) {
                waiting--;
            }
            return 0;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Conversation awaitLink() {
        lock.lock();
        try {
            while (link == null && !closed) {
                changed.awaitUninterruptibly();
            }
            return closed ? null : link;
        } finally {
            lock.unlock();
        }
    }

    private void awaitLossOf(Conversation lost) {
        lock.lock();
        try {
            while (link == lost && !closed) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration pause) {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}

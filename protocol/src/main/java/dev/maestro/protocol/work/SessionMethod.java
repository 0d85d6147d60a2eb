package dev.maestro.protocol.work;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The {@code session.*} methods a client calls on its own {@code private-session} channel, and
 * their answers.
 */
public sealed interface SessionMethod {

    /** A run the client believes to hold. */
    record HeldRun(UUID run, long fence) {}

    /**
     * {@code session.hello}: first message after every subscription. {@code after} is the last
     * project event seen; {@code runs} are the runs with a live process (or an unsent terminal
     * report) on this machine: every other run of the session is taken back at once.
     */
    record Hello(
            int protocol,
            String clientVersion,
            boolean resume,
            Optional<Long> after,
            List<HeldRun> runs)
            implements SessionMethod {

        /** The version of this contract. */
        public static final int PROTOCOL = 1;

        public Hello {
            runs = List.copyOf(runs);
        }
    }

    /** {@code seq} is the project's newest event; missed events are asked for with {@link Sync}. */
    record HelloAnswer(int protocol, long heartbeatSeconds, long seq, List<RunDecision> runs) {
        public HelloAnswer {
            runs = List.copyOf(runs);
        }
    }

    /** Whether the run is still this session's. */
    record RunDecision(UUID run, Decision decision, Optional<String> reason) {}

    /** {@code continue} or {@code cancel}. */
    enum Decision {
        @JsonProperty("continue")
        CONTINUE,
        @JsonProperty("cancel")
        CANCEL
    }

    /**
     * {@code session.heartbeat}: every 30 s; renews the lease of each run named with its current
     * fence.
     */
    record Heartbeat(List<HeldRun> runs) implements SessionMethod {
        public Heartbeat {
            runs = List.copyOf(runs);
        }
    }

    /**
     * {@code gone} are the runs whose lease is no longer this session's: stop them, keep their
     * work.
     */
    record HeartbeatAnswer(List<UUID> gone) {
        public HeartbeatAnswer {
            gone = List.copyOf(gone);
        }
    }

    /** {@code session.sync}: the project events after {@code after}, at most 1,000. */
    record Sync(long after) implements SessionMethod {}

    /** {@code resync} when more than 1,000 were missed: read the state anew instead. */
    record SyncAnswer(List<EventNotification> events, boolean resync, long seq) {
        public SyncAnswer {
            events = List.copyOf(events);
        }
    }

    /**
     * {@code session.goodbye}: the session ends by its own will; its live runs go back to the
     * queue.
     */
    record Goodbye(Optional<String> reason) implements SessionMethod {}

    /**
     * The notification {@code event} on a project's channel: {@code seq} grows by one per project
     * event, without gaps.
     */
    record EventNotification(
            long seq, String type, Instant at, com.fasterxml.jackson.databind.JsonNode data) {}
}

package dev.maestro.client.team;

import dev.maestro.protocol.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who leads a worker: a process and the session in it. A process id alone may be another's
 * tomorrow, so the time at which the process began belongs to its identity.
 */
public record Lead(long pid, Instant startedAt, UUID session) {

    /** Two programs may read the beginning of a third a little differently. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /**
     * The lead in a process that lives.
     *
     * @throws Refused {@code not_found} when there is no such process
     */
    public static Lead of(long pid, UUID session) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(start -> new Lead(pid, start, session))
                .orElseThrow(() -> Refused.notFound("process", pid));
    }

    /**
     * @param text as {@link #text}
     * @throws Refused {@code invalid_params} when it is no lead
     */
    public static Lead parse(String text) {
        String[] parts = text.split("@", -1);
        try {
            if (parts.length == 3) {
                return new Lead(
                        Long.parseLong(parts[0]),
                        Instant.ofEpochMilli(Long.parseLong(parts[1])),
                        UUID.fromString(parts[2]));
            }
        } catch (IllegalArgumentException notALead) {
            // Told below, with what was given.
        }
        throw Refused.invalid("lead", "\"%s\" is no lead: process@start@session".formatted(text));
    }

    /** As an argument of a command. */
    public String text() {
        return "%d@%d@%s".formatted(pid, startedAt.toEpochMilli(), session);
    }

    /** The very process, not one that has its number now; empty when it is gone. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(found ->
                        found.info()
                                .startInstant()
                                .filter(start ->
                                        Duration.between(start, startedAt)
                                                        .abs()
                                                        .compareTo(TOLERANCE)
                                                <= 0)
                                .isPresent());
    }
}

package dev.maestro.client.team;

import dev.maestro.client.daemon.SessionRequest;
import dev.maestro.client.daemon.SessionView;
import dev.maestro.protocol.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who leads a worker: a process and the session in it. A process id alone may be another's
 * tomorrow, so the time at which the process began belongs to its identity. The session is known by
 * its project and name: its id is another after each time that it had to register again.
 */
public record Lead(long pid, Instant startedAt, UUID project, String name) {

    /** Two programs may read the beginning of a third a little differently. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private static final int PARTS = 4;

    /**
     * The lead in a process that lives.
     *
     * @throws Refused {@code not_found} when there is no such process
     */
    static Lead of(long pid, SessionRequest session) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(start -> new Lead(pid, start, session.project(), session.name()))
                .orElseThrow(() -> Refused.notFound("process", pid));
    }

    /**
     * @param text as {@link #text}
     * @throws Refused {@code invalid_params} when it is no lead
     */
    public static Lead parse(String text) {
        String[] parts = text.split("@", PARTS);
        try {
            if (parts.length == PARTS) {
                return new Lead(
                        Long.parseLong(parts[0]),
                        Instant.ofEpochMilli(Long.parseLong(parts[1])),
                        UUID.fromString(parts[2]),
                        parts[3]);
            }
        } catch (IllegalArgumentException notALead) {
            // Told below, with what was given.
        }
        throw Refused.invalid(
                "lead", "\"%s\" is no lead: process@start@project@name".formatted(text));
    }

    /** As an argument of a command. */
    public String text() {
        return "%d@%d@%s@%s".formatted(pid, startedAt.toEpochMilli(), project, name);
    }

    boolean isSession(SessionView session) {
        return session.project().equals(project) && session.name().equals(name);
    }

    boolean isSession(SessionRequest session) {
        return session.project().equals(project) && session.name().equals(name);
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

package dev.maestro.client.daemon;

import dev.maestro.client.link.StudioUnreachable;
import dev.maestro.protocol.Refused;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which directives stand at Studio and may meet the runs of a session: all of its project but those
 * that are said to another session. What was known last is at hand at once; it is asked for anew
 * when the project's news say that it changed, and now and then. Any thread may use it.
 */
final class Standing {

    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

    private final StudioDirectives studio;
    private final UUID project;
    private final UUID session;

    /** Held while Studio is asked, so that what was asked for last is what is known. */
    private final ReentrantLock asking = new ReentrantLock();

    private final AtomicBoolean wanted = new AtomicBoolean();
    private volatile List<UUID> known = List.of();

    Standing(StudioDirectives studio, UUID project, UUID session) {
        this.studio = studio;
        this.project = project;
        this.session = session;
    }

    List<UUID> known() {
        return known;
    }

    /** Asks Studio on a thread of its own; what is wanted meanwhile is one further question. */
    void lookSoon() {
        if (wanted.compareAndSet(false, true)) {
            Thread.ofVirtual().name("directives").start(this::lookWhenPossible);
        }
    }

    /** Waits for Studio; what was known stays when there is no answer. */
    void lookWhenPossible() {
        try {
            look();
        } catch (StudioUnreachable | Refused notNow) {
            LOG.debug("it is not known which directives stand: {}", notNow.getMessage());
        }
    }

    /** Waits for Studio, and fails as it does. */
    List<UUID> look() {
        asking.lock();
        try {
            wanted.set(false);
            known =
                    studio.standing(project).stream()
                            .filter(each -> each.sessionId().map(session::equals).orElse(true))
                            .map(StudioDirectives.Standing::id)
                            .toList();
            return known;
        } finally {
            asking.unlock();
        }
    }
}

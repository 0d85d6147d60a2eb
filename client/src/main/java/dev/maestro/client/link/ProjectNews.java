package dev.maestro.client.link;

import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.protocol.work.SessionMethod;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The project's numbered events, each handed on once and in order, whatever cuts lie between. For
 * the one thread of {@link InOrder} that hears them; only {@link #after} is for any thread.
 */
final class ProjectNews {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectNews.class);

    private final Consumer<SessionMethod.EventNotification> listener;
    private volatile Optional<Long> seen = Optional.empty();

    ProjectNews(Consumer<SessionMethod.EventNotification> listener) {
        this.listener = listener;
    }

    /** The last event that was handed on. */
    Optional<Long> after() {
        return seen;
    }

    /** The greeting tells the newest number: what lies between is asked for. */
    void greeted(long newest, Conversation conversation) {
        if (seen.isEmpty()) {
            seen = Optional.of(newest);
        } else if (newest > seen.get()) {
            catchUp(seen.get(), conversation);
        }
    }

    void heard(SessionMethod.EventNotification event, Conversation conversation) {
        long last = seen.orElse(event.seq() - 1);
        if (event.seq() == last + 1) {
            hand(event);
        } else if (event.seq() > last) {
            catchUp(last, conversation);
        }
    }

    private void catchUp(long after, Conversation conversation) {
        CompletableFuture<SessionMethod.SyncAnswer> asked =
                conversation
                        .ask(MethodName.SESSION_SYNC, new SessionMethod.Sync(after))
                        .thenApply(node -> Json.convert(node, SessionMethod.SyncAnswer.class));
        SessionMethod.SyncAnswer answer = asked.join();
        if (answer.resync()) {
            LOG.info("more events were missed than Studio replays; going on from {}", answer.seq());
            seen = Optional.of(answer.seq());
            return;
        }
        answer.events().stream().filter(event -> event.seq() > after).forEach(this::hand);
    }

    private void hand(SessionMethod.EventNotification event) {
        seen = Optional.of(event.seq());
        listener.accept(event);
    }
}

package dev.maestro.client.daemon;

import dev.maestro.client.link.LinkState;
import java.time.Instant;
import java.util.List;

/**
 * A session that is kept on disk and is not live.
 *
 * @param why a sentence for people
 * @param tried whether it is tried again by itself
 */
record DownSession(SavedSession saved, String why, boolean tried, Instant since) {

    SessionView view() {
        SessionRequest request = saved.request();
        return new SessionView(
                saved.registration().session(),
                request.name(),
                request.project(),
                request.projectName(),
                request.studio(),
                request.directory(),
                request.kind(),
                request.provider().name(),
                request.purposes(),
                request.capacity(),
                tried ? LinkState.WAITING : LinkState.ENDED,
                why,
                since,
                false,
                List.of(),
                List.of(),
                List.of());
    }
}

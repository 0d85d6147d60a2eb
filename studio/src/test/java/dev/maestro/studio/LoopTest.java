package dev.maestro.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.studio.platform.StoredEvent;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoopTest {

    @Test
    void wakesNobodyForWhatHasNoConsequence() {
        assertThat(Loop.after(event("run.started", "{}"))).isEmpty();
    }

    @Test
    void wakesTheMergesWhenAGateHasEnded() {
        assertThat(Loop.after(event("run.succeeded", "{\"purpose\":\"check\"}")))
                .containsExactlyInAnyOrder(Loop.DISPATCH, Loop.MERGE);
    }

    @Test
    void wakesTheReviewsWhenAReviewHasEnded() {
        assertThat(Loop.after(event("run.succeeded", "{\"purpose\":\"review\"}")))
                .containsExactlyInAnyOrder(Loop.DISPATCH, Loop.REVIEW);
    }

    @Test
    void wakesEveryLoopForAnEventItDoesNotKnow() {
        assertThat(Loop.after(event("plan.resumed", "{}")))
                .containsExactlyInAnyOrder(Loop.values());
    }

    private static StoredEvent event(String type, String data) {
        return new StoredEvent(1, UUID.randomUUID(), 1, type, Instant.EPOCH, data);
    }
}

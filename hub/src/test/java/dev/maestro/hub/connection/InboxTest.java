package dev.maestro.hub.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class InboxTest {

    private static final int MOST_BYTES = 100;

    private final CountDownLatch readOn = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch mayBeHeard = new CountDownLatch(1);
    private final Inbox inbox =
            new Inbox("inbox", MOST_BYTES, readOn::countDown, _ -> waits(mayBeHeard), _ -> {});

    @Test
    void goesOnAfterAnErrorOfAnyKind() {
        inbox.add(() -> {
            throw new StackOverflowError("made by a test");
        });
        inbox.add(done::countDown);

        assertThat(waits(done)).isTrue();
    }

    @Test
    void readsNoFurtherWhileTooManyBytesWaitAndGoesOnWhenTheyWereHeard() {
        inbox.hear("first");
        assertThat(inbox.hasRoom()).isTrue();
        inbox.hear("x".repeat(MOST_BYTES / 2));
        assertThat(inbox.hasRoom()).isFalse();

        mayBeHeard.countDown();

        assertThat(waits(readOn)).isTrue();
        inbox.add(done::countDown);
        assertThat(waits(done)).isTrue();
        assertThat(inbox.hasRoom()).isTrue();
    }

    private static boolean waits(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}

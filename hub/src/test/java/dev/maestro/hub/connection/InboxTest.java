package dev.maestro.hub.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class InboxTest {

    @Test
    void goesOnAfterAnErrorOfAnyKind() throws InterruptedException {
        Inbox inbox = new Inbox("inbox", () -> {}, _ -> {});
        CountDownLatch heard = new CountDownLatch(1);

        inbox.add(() -> {
            throw new StackOverflowError("made by a test");
        });
        inbox.add(heard::countDown);

        assertThat(heard.await(30, TimeUnit.SECONDS)).isTrue();
    }
}

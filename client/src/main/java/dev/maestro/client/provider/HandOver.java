package dev.maestro.client.provider;

import java.util.concurrent.CountDownLatch;

/** The moment at which a person says that the work is done. Any thread. */
public final class HandOver {

    private final CountDownLatch done = new CountDownLatch(1);

    public void done() {
        done.countDown();
    }

    public void await() throws InterruptedException {
        done.await();
    }
}

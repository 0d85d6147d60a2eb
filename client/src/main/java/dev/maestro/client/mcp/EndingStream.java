package dev.maestro.client.mcp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/** Lets another thread wait for the end of what one reads. */
final class EndingStream extends FilterInputStream {

    private final CountDownLatch ended = new CountDownLatch(1);

    EndingStream(InputStream in) {
        super(in);
    }

    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    @Override
    public int read() throws IOException {
        return seen(super.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return seen(super.read(bytes, offset, length));
    }

    private int seen(int result) {
        if (result < 0) {
            ended.countDown();
        }
        return result;
    }

    @Override
    public void close() throws IOException {
        ended.countDown();
        super.close();
    }
}

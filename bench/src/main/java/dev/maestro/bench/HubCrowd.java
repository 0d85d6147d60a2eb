package dev.maestro.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sockets on a hub, each on one channel, read by one thread. Every event carries a number between
 * two {@code #}; what is lost, doubled or out of order is counted.
 */
final class HubCrowd implements AutoCloseable {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int MOST_LATENCIES = 200_000;

    private final Selector selector = Selector.open();
    private final List<SocketChannel> sockets = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private final Samples latencies = new Samples();
    private final Thread reader = new Thread(this::read, "crowd");
    private volatile boolean closed;

    private static final class Seat {
        private byte[] rest = {};
        private long last = -1;
        private boolean asked;
    }

    private HubCrowd() throws IOException {}

    /** Connects and subscribes; socket {@code i} is on channel {@code i} modulo their number. */
    static HubCrowd gather(int port, int size, int channels) {
        try {
            HubCrowd crowd = new HubCrowd();
            for (int i = 0; i < size; i++) {
                crowd.join(port, "bench-" + i % channels);
            }
            crowd.reader.start();
            return crowd;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void join(int port, String channel) throws IOException {
        SocketChannel socket = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        String upgrade =
                "GET /app/%s?protocol=7 HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        socket.write(ByteBuffer.wrap(upgrade.formatted(HubProcess.KEY).getBytes(US_ASCII)));
        readUntil(socket, "connection_established");
        socket.write(
                frame(
                        "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"%s\"}}"
                                .formatted(channel)));
        readUntil(socket, "subscription_succeeded");
        socket.configureBlocking(false);
        socket.register(selector, SelectionKey.OP_READ, new Seat());
        sockets.add(socket);
    }

    private void readUntil(SocketChannel socket, String word) throws IOException {
        buffer.clear();
        while (!new String(buffer.array(), 0, buffer.position(), UTF_8).contains(word)) {
            if (socket.read(buffer) < 0) {
                throw new IOException("the hub hung up");
            }
        }
    }

    /** A client's frame; its mask is zero. */
    private static ByteBuffer frame(String text) {
        byte[] payload = text.getBytes(UTF_8);
        return ByteBuffer.allocate(6 + payload.length)
                .put((byte) 0x81)
                .put((byte) (0x80 | payload.length))
                .putInt(0)
                .put(payload)
                .flip();
    }

    private void read() {
        try {
            while (!closed) {
                selector.select(
                        key -> read((SocketChannel) key.channel(), (Seat) key.attachment()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(SocketChannel socket, Seat seat) {
        buffer.clear();
        buffer.put(seat.rest);
        try {
            if (socket.read(buffer) < 0) {
                wrong.incrementAndGet();
                socket.close();
                return;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        buffer.flip();
        long now = System.nanoTime();
        while (take(seat, now)) {
            delivered.incrementAndGet();
        }
        seat.rest = new byte[buffer.remaining()];
        buffer.get(seat.rest);
        if (seat.asked) {
            seat.asked = false;
            pong(socket);
        }
    }

    /** Who only listens is asked for a sign of life, and closed when none comes. */
    private static void pong(SocketChannel socket) {
        try {
            socket.write(frame("{\"event\":\"pusher:pong\",\"data\":{}}"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean take(Seat seat, long now) {
        int start = buffer.position();
        if (buffer.remaining() < 4) {
            return false;
        }
        int length = buffer.get(start + 1);
        int header = 2;
        if (length == 126) {
            length = buffer.getShort(start + 2) & 0xffff;
            header = 4;
        }
        if (buffer.remaining() < header + length) {
            return false;
        }
        String text = new String(buffer.array(), start + header, length, US_ASCII);
        buffer.position(start + header + length);
        String[] parts = text.split("#", 4);
        if (parts.length < 4) {
            seat.asked |= text.contains("pusher:ping");
            return take(seat, now);
        }
        long number = Long.parseLong(parts[1]);
        if (number <= seat.last) {
            wrong.incrementAndGet();
        }
        seat.last = number;
        if (delivered.get() < MOST_LATENCIES) {
            latencies.add(now - Long.parseLong(parts[2]));
        }
        return true;
    }

    long delivered() {
        return delivered.get();
    }

    /** What came twice, out of order, or not at all since its socket was closed. */
    long wrong() {
        return wrong.get();
    }

    /** To be read when nothing more comes. */
    Samples latencies() {
        return latencies;
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            reader.join();
            for (SocketChannel socket : sockets) {
                socket.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

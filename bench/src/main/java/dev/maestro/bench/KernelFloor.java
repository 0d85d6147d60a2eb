package dev.maestro.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** What one write to one loopback socket costs, when nothing else is done: the baseline. */
final class KernelFloor {

    private static final int ROUNDS = 100;
    private static final int WARM_UP = 20;

    private KernelFloor() {}

    /** Processor time of one write, a socket after the other, while another thread reads. */
    static double nanosPerWrite(int sockets, int bytes) {
        List<SocketChannel> near = new ArrayList<>();
        try (ServerSocketChannel server = ServerSocketChannel.open();
                Selector selector = Selector.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), sockets);
            for (int i = 0; i < sockets; i++) {
                SocketChannel far = SocketChannel.open(server.getLocalAddress());
                far.configureBlocking(false);
                far.register(selector, SelectionKey.OP_READ);
                near.add(server.accept());
            }
            Thread reader = Thread.ofPlatform().daemon().start(() -> read(selector, sockets));
            ByteBuffer frame = ByteBuffer.allocateDirect(bytes);
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long began = 0;
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                if (round == 0) {
                    began = threads.getCurrentThreadCpuTime();
                }
                for (SocketChannel socket : near) {
                    socket.write(frame.clear());
                }
            }
            double nanos = threads.getCurrentThreadCpuTime() - began;
            for (SocketChannel socket : near) {
                socket.close();
            }
            reader.join();
            return nanos / ROUNDS / sockets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static void read(Selector selector, int sockets) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
        int[] open = {sockets};
        try {
            while (open[0] > 0) {
                selector.select(key -> {
                    try {
                        SocketChannel far = (SocketChannel) key.channel();
                        if (far.read(buffer.clear()) < 0) {
                            far.close();
                            open[0]--;
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

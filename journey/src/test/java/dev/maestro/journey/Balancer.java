package dev.maestro.journey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One address in front of several: each connection goes to the next that takes it, sockets and
 * other requests in turns of their own, so that everybody gets an equal share of both.
 */
final class Balancer implements AutoCloseable {

    private final ServerSocket server;
    private final List<Integer> targets;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger sockets = new AtomicInteger();
    private final Map<Socket, Integer> open = new ConcurrentHashMap<>();

    private Balancer(ServerSocket server, List<Integer> targets) {
        this.server = server;
        this.targets = List.copyOf(targets);
    }

    static Balancer of(List<Integer> targets) {
        try {
            Balancer balancer =
                    new Balancer(
                            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), targets);
            Thread.ofVirtual().start(balancer::accept);
            return balancer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many connections go to this target now. */
    long connections(int target) {
        return open.values().stream().filter(port -> port == target).count();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.keySet().forEach(Balancer::end);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                Thread.ofVirtual().start(() -> join(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void join(Socket near) {
        byte[] head = new byte[4096];
        int read;
        try {
            read = near.getInputStream().read(head);
        } catch (IOException gone) {
            read = -1;
        }
        if (read < 0) {
            end(near);
            return;
        }
        boolean socket = new String(head, 0, read, ISO_8859_1).startsWith("GET /app/");
        int first = (socket ? sockets : requests).getAndIncrement();
        for (int i = 0; i < targets.size(); i++) {
            int target = targets.get((first + i) % targets.size());
            try {
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                open.put(near, target);
                far.getOutputStream().write(head, 0, read);
                Thread.ofVirtual().start(() -> pump(near, far));
                pump(far, near);
                open.remove(near);
                return;
            } catch (IOException isDown) {
                open.remove(near);
            }
        }
        end(near);
    }

    private static void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException broken) {
            end(from);
        } finally {
            end(from);
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.maestro.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A redis-server of one test, on a free port, which keeps nothing on disk. For one thread. */
public final class TestRedis implements AutoCloseable {

    private final int port;
    private RunningProgram program;

    private TestRedis(int port) {
        this.port = port;
        this.program = run(port);
    }

    /** Needs {@code redis-server} on the path. */
    public static TestRedis start() {
        return new TestRedis(freePort());
    }

    public URI uri() {
        return URI.create("redis://127.0.0.1:" + port + "/0");
    }

    /** As a power cut would. */
    public void stop() {
        program.kill();
    }

    /** On the same port, with nothing in it. */
    public void startAgain() {
        program = run(port);
    }

    @Override
    public void close() {
        program.close();
    }

    private static RunningProgram run(int port) {
        RunningProgram started =
                Processes.start(
                        Path.of("").toAbsolutePath(),
                        Map.of(),
                        List.of(
                                "redis-server",
                                "--bind",
                                "127.0.0.1",
                                "--port",
                                String.valueOf(port),
                                "--save",
                                "",
                                "--appendonly",
                                "no"));
        started.awaitLine("Ready to accept connections");
        return started;
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

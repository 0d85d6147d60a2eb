package dev.maestro.bench;

import dev.maestro.demo.Pause;
import dev.maestro.demo.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What it costs that the publisher is on one node and the sockets on another, against all on one.
 * Needs {@code redis-server}.
 */
final class HubClusterFigure implements Figure {

    private static final int SOCKETS = 100;
    private static final int BYTES = 100;
    private static final int PACED = 500;
    private static final int SATURATED = 5_000;
    private static final int WINDOW = 64;
    private static final Duration PACE = Duration.ofMillis(10);
    private static final Duration LOOK = Duration.ofMillis(1);

    @Override
    public String name() {
        return "hub-cluster";
    }

    @Override
    public List<Row> measure(Path directory) {
        int redisPort = Stage.freePort();
        Process redis = redis(directory, redisPort);
        List<String> clustered = List.of("--redis", "redis://127.0.0.1:" + redisPort);
        try (HubProcess alone = HubProcess.start();
                HubProcess one = HubProcess.start(clustered);
                HubProcess two = HubProcess.start(clustered)) {
            List<HubProcess> both = List.of(one, two);
            run(alone, alone, List.of(alone), SATURATED, Duration.ZERO); // warms up
            run(one, two, both, SATURATED, Duration.ZERO);
            return List.of(
                    row("one node, " + SOCKETS + " sockets, 100 messages/s", alone, alone, PACE),
                    row("published at one node, received at another, the same", one, two, PACE),
                    row("one node, saturated", alone, alone, Duration.ZERO),
                    row(
                            "published at one node, received at another, saturated",
                            one,
                            two,
                            Duration.ZERO));
        } finally {
            redis.destroy();
        }
    }

    private static Row row(String what, HubProcess from, HubProcess to, Duration pace) {
        List<HubProcess> all = from == to ? List.of(from) : List.of(from, to);
        return new Row(what, run(from, to, all, pace.isZero() ? SATURATED : PACED, pace), "");
    }

    private static String run(
            HubProcess from, HubProcess to, List<HubProcess> all, int messages, Duration pace) {
        try (HubCrowd crowd = HubCrowd.gather(to.port(), SOCKETS, 1);
                HubPublisher publisher = new HubPublisher(from.port(), BYTES)) {
            long cpu = all.stream().mapToLong(HubProcess::cpuNanos).sum();
            long began = System.nanoTime();
            for (int i = 0; i < messages; i++) {
                while (pace.isPositive() && System.nanoTime() < began + i * pace.toNanos()) {
                    Pause.of(LOOK);
                }
                publisher.publish("bench-0", i);
                long least = (i + 1L - WINDOW) * SOCKETS;
                Ground.await(LOOK, () -> crowd.delivered() >= least || crowd.wrong() > 0);
            }
            long expected = (long) messages * SOCKETS;
            Ground.await(LOOK, () -> crowd.delivered() >= expected || crowd.wrong() > 0);
            double seconds = (System.nanoTime() - began) / 1e9;
            double micros =
                    (all.stream().mapToLong(HubProcess::cpuNanos).sum() - cpu) / 1000.0 / expected;
            return String.format(
                    Locale.ROOT,
                    "%s, %.1f µs each on all nodes, %.1f k/s%s",
                    crowd.latencies().spread(),
                    micros,
                    expected / seconds / 1000,
                    crowd.wrong() == 0 ? "" : ", **messages lost or doubled**");
        }
    }

    private static Process redis(Path directory, int port) {
        try {
            return new ProcessBuilder(
                            "redis-server",
                            "--bind",
                            "127.0.0.1",
                            "--port",
                            String.valueOf(port),
                            "--save",
                            "",
                            "--appendonly",
                            "no")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("redis.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("redis-server could not be started", e);
        }
    }
}

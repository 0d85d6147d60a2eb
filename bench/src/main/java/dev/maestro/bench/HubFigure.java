package dev.maestro.bench;

import dev.maestro.demo.Pause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a delivery costs the standalone hub, against what one write costs the kernel. */
final class HubFigure implements Figure {

    private static final int FRAME_BYTES = 250;
    private static final int WINDOW = 4;
    private static final Duration LOOK = Duration.ofMillis(1);

    private record Run(double microsEach, double eachSecond, HubCrowd crowd, long expected) {

        boolean isWhole() {
            return crowd.delivered() == expected && crowd.wrong() == 0;
        }
    }

    @Override
    public String name() {
        return "hub";
    }

    @Override
    public List<Row> measure(Path directory) {
        List<Row> rows = new ArrayList<>();
        double floor = KernelFloor.nanosPerWrite(1000, FRAME_BYTES) / 1000;
        rows.add(
                new Row(
                        "one write of 250 B, 1,000 sockets: the kernel's floor",
                        micros(floor),
                        ""));
        try (HubProcess hub = HubProcess.start()) {
            rows.add(idle(hub));
            fan(hub, 100, 1, 500, 100, Duration.ZERO); // warms up
            rows.add(
                    row(
                            "1,000 sockets, 100 B, saturated",
                            floor,
                            "≤ 6 µs, ≥ 120 k/s",
                            fan(hub, 1000, 1, 400, 100, Duration.ZERO)));
            rows.add(
                    row(
                            "5,000 sockets, 100 B, saturated",
                            floor,
                            "≤ 7 µs, ≥ 110 k/s",
                            fan(hub, 5000, 1, 80, 100, Duration.ZERO)));
            rows.add(
                    row(
                            "1,000 sockets, 2 KB, saturated",
                            floor,
                            "≤ 10 µs",
                            fan(hub, 1000, 1, 200, 2000, Duration.ZERO)));
            Run paced = fan(hub, 1000, 1, 100, 100, Duration.ofMillis(100));
            rows.add(
                    row(
                            "1,000 sockets, 10 messages/s, " + paced.crowd().latencies().spread(),
                            floor,
                            "≤ 10 µs, p99 ≤ 20 ms",
                            paced));
            rows.add(
                    row(
                            "HTTP publish, 1,000 channels of one",
                            floor,
                            "≤ 80 µs, ≥ 5 k/s",
                            fan(hub, 1000, 1000, 5000, 100, Duration.ZERO)));
        }
        return rows;
    }

    private static Row idle(HubProcess hub) {
        int sockets = 5000;
        HubCrowd.gather(hub.port(), 100, 1).close();
        long before = hub.liveHeapBytes();
        try (HubCrowd _ = HubCrowd.gather(hub.port(), sockets, 1)) {
            double each = (hub.liveHeapBytes() - before) / 1024.0 / sockets;
            return new Row(
                    "an idle subscribed connection, heap, of 5,000",
                    String.format(Locale.ROOT, "%.1f KB", each),
                    "≤ 8 KB");
        }
    }

    /** At most so many messages are under way; with a pace, one is published each time. */
    private static Run fan(
            HubProcess hub, int sockets, int channels, int messages, int bytes, Duration pace) {
        try (HubCrowd crowd = HubCrowd.gather(hub.port(), sockets, channels);
                HubPublisher publisher = new HubPublisher(hub.port(), bytes)) {
            int audience = sockets / channels;
            long cpu = hub.cpuNanos();
            long began = System.nanoTime();
            for (int i = 0; i < messages; i++) {
                while (pace.isPositive() && System.nanoTime() < began + i * pace.toNanos()) {
                    Pause.of(LOOK);
                }
                publisher.publish("bench-" + i % channels, i);
                long least = (i + 1L - WINDOW) * audience;
                Ground.await(LOOK, () -> crowd.delivered() >= least || crowd.wrong() > 0);
            }
            long expected = (long) messages * audience;
            Ground.await(LOOK, () -> crowd.delivered() >= expected || crowd.wrong() > 0);
            double micros = (hub.cpuNanos() - cpu) / 1000.0 / expected;
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Run(micros, expected / seconds, crowd, expected);
        }
    }

    private static Row row(String what, double floor, String target, Run run) {
        return new Row(
                what,
                String.format(
                        Locale.ROOT,
                        "%s each (%.2f of the floor), %.1f k/s%s",
                        micros(run.microsEach()),
                        run.microsEach() / floor,
                        run.eachSecond() / 1000,
                        run.isWhole() ? "" : ", **messages lost or doubled**"),
                target);
    }

    private static String micros(double micros) {
        return String.format(Locale.ROOT, "%.1f µs", micros);
    }
}

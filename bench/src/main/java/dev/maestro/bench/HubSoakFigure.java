package dev.maestro.bench;

import dev.maestro.demo.Pause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the hub's memory stays flat: 5,000 sockets, a message a second to all of them, {@code
 * -Dbench.minutes} (30).
 */
final class HubSoakFigure implements Figure {

    private static final int MINUTES = Integer.getInteger("bench.minutes", 30);
    private static final int SOCKETS = 5000;
    private static final int FIFTHS = 5;

    @Override
    public String name() {
        return "hub-soak";
    }

    @Override
    public List<Row> measure(Path directory) {
        List<String> heap = new ArrayList<>();
        List<String> resident = new ArrayList<>();
        int seconds = MINUTES * 60;
        long wrong;
        try (HubProcess hub = HubProcess.start();
                HubCrowd crowd = HubCrowd.gather(hub.port(), SOCKETS, 1);
                HubPublisher publisher = new HubPublisher(hub.port(), 100)) {
            for (int second = 0; second <= seconds; second++) {
                if (second % (seconds / FIFTHS) == 0) {
                    heap.add(String.valueOf(hub.liveHeapBytes() / (1024 * 1024)));
                    resident.add(String.valueOf(hub.residentMebibytes()));
                }
                publisher.publish("bench-0", second);
                Pause.of(Duration.ofSeconds(1));
            }
            wrong = crowd.wrong() + (seconds + 1L) * SOCKETS - crowd.delivered();
        }
        return List.of(
                new Row(
                        "5,000 sockets, a message a second, %d min: live heap, MiB, from fifth to fifth"
                                .formatted(MINUTES),
                        String.join(", ", heap) + " (lost or doubled: " + wrong + ")",
                        "flat"),
                new Row("the same, resident, MiB", String.join(", ", resident), "flat"));
    }
}

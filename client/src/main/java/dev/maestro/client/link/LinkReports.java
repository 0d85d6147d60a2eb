package dev.maestro.client.link;

import dev.maestro.client.work.Reports;
import dev.maestro.protocol.work.RunMethod;
import java.nio.file.Path;
import java.util.UUID;

/** The workshop's way to Studio: disk first, then the lane. */
final class LinkReports implements Reports {

    private final Outbox outbox;
    private final Lanes lanes;
    private final OutputUploads uploads;

    LinkReports(Outbox outbox, Lanes lanes, OutputUploads uploads) {
        this.outbox = outbox;
        this.lanes = lanes;
        this.uploads = uploads;
    }

    @Override
    public void send(RunMethod message) {
        lanes.add(message);
    }

    @Override
    public void settle(RunMethod terminal) {
        outbox.put(terminal);
        lanes.add(terminal);
    }

    @Override
    public void output(UUID run, long fence, Path transcript) {
        uploads.begin(run, fence, transcript);
    }

    @Override
    public void outputClosed(UUID run, long fence) {
        uploads.finish(run, fence);
    }
}

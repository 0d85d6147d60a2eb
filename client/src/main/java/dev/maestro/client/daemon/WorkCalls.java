package dev.maestro.client.daemon;

import dev.maestro.client.link.StudioCalls;
import dev.maestro.client.work.Reports;
import dev.maestro.client.work.Workshop;
import dev.maestro.protocol.work.Delivery;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.SessionMethod;
import dev.maestro.protocol.work.StudioMethod;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what Studio asks of a session to its workshop; draining is decided here. */
final class WorkCalls implements StudioCalls {

    private static final Logger LOG = LoggerFactory.getLogger(WorkCalls.class);

    private final Workshop work;
    private final Reports reports;
    private final Heard heard;
    private final Standing standing;
    private final Runnable whenDrained;
    private final Runnable whenUnknown;
    private final AtomicBoolean draining = new AtomicBoolean();

    WorkCalls(
            Workshop work,
            Reports reports,
            Heard heard,
            Standing standing,
            Runnable whenDrained,
            Runnable whenUnknown) {
        this.work = work;
        this.reports = reports;
        this.heard = heard;
        this.standing = standing;
        this.whenDrained = whenDrained;
        this.whenUnknown = whenUnknown;
    }

    @Override
    public void dispatch(StudioMethod.Dispatch dispatch) {
        if (draining.get()) {
            reports.send(
                    new RunMethod.Refuse(
                            dispatch.run(),
                            dispatch.fence(),
                            FailureReason.AT_CAPACITY,
                            "the session takes nothing new: it is about to end"));
            return;
        }
        work.dispatch(dispatch);
    }

    @Override
    public void cancel(UUID run, long fence, FailureReason why) {
        work.cancel(run, fence, why);
    }

    @Override
    public void steer(UUID run, String text, Optional<UUID> directive) {
        Delivery delivery = work.steer(run, text, directive);
        directive.ifPresent(id -> heard.note(id, run, delivery));
    }

    @Override
    public void answer(UUID run, UUID question, String answer) {
        work.answer(run, question, answer);
    }

    @Override
    public void drain() {
        draining.set(true);
        held();
    }

    boolean draining() {
        return draining.get();
    }

    @Override
    public void unknown() {
        whenUnknown.run();
    }

    /** Asked with every heartbeat: the moment to see that a draining session is done. */
    @Override
    public List<SessionMethod.HeldRun> held() {
        List<SessionMethod.HeldRun> runs = work.held();
        if (runs.isEmpty() && draining.get()) {
            Thread.ofVirtual().name("drained").start(whenDrained);
        }
        return runs;
    }

    @Override
    public void news(SessionMethod.EventNotification event) {
        LOG.debug("project event {} {}", event.seq(), event.type());
        switch (event.type()) {
            case "directive.given", "directive.cleared" -> standing.lookSoon();
            default -> {}
        }
    }

    @Override
    public void storageFull(UUID run) {
        work.storageFull(run);
    }
}

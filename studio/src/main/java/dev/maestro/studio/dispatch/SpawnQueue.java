package dev.maestro.studio.dispatch;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.SessionKind;
import dev.maestro.studio.fleet.Session;
import dev.maestro.studio.run.RunState;
import dev.maestro.studio.run.Runs;
import java.util.List;

/** What a lead may place. Any thread may use it. */
final class SpawnQueue {

    private final Runs runs;

    SpawnQueue(Runs runs) {
        this.runs = runs;
    }

    /**
     * @throws Refused {@code forbidden} for a session that is no lead
     */
    List<SpawnLine> of(Session lead) {
        if (lead.kind() != SessionKind.LEAD) {
            throw new Refused(
                    RefusalCode.FORBIDDEN, "session %s is no lead".formatted(lead.name()));
        }
        return runs.live(lead.projectId()).stream()
                .filter(run ->
                        (run.state() == RunState.QUEUED && run.orphaned() > 0)
                                || (run.state() == RunState.DISPATCHED && !run.accepted()))
                .map(run ->
                        new SpawnLine(
                                run.id(),
                                run.planId(),
                                run.taskId(),
                                run.purpose(),
                                run.state(),
                                run.attempt(),
                                run.orphaned(),
                                run.queuedAt()))
                .toList();
    }
}

package dev.maestro.studio.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.studio.fleet.SessionState;
import dev.maestro.studio.fleet.SessionTrigger;
import dev.maestro.studio.plan.PlanState;
import dev.maestro.studio.plan.PlanTrigger;
import dev.maestro.studio.platform.Grid;
import dev.maestro.studio.run.RunState;
import dev.maestro.studio.run.RunTrigger;
import dev.maestro.studio.task.TaskState;
import dev.maestro.studio.task.TaskTrigger;
import org.junit.jupiter.api.Test;

/** The four lifecycles, each pair of state and trigger: what is not written here is refused. */
final class LifecyclesTest {

    @Test
    void plansGoSo() {
        assertThat(Grid.of(PlanState.LIFECYCLE, PlanState.values(), PlanTrigger.values()))
                .containsExactly(
                        "DRAFT ACTIVATE→ACTIVE CANCEL→CANCELLED",
                        "ACTIVE PAUSE→PAUSED COMPLETE→COMPLETED CANCEL→CANCELLED",
                        "PAUSED RESUME→ACTIVE CANCEL→CANCELLED",
                        "COMPLETED ARCHIVE→ARCHIVED",
                        "ARCHIVED",
                        "CANCELLED");
    }

    @Test
    void tasksGoSo() {
        assertThat(Grid.of(TaskState.LIFECYCLE, TaskState.values(), TaskTrigger.values()))
                .containsExactly(
                        "DRAFT DISPATCH→DISPATCHED GIVE_UP→NEEDS_OPERATOR CANCEL→CANCELLED",
                        "DISPATCHED START→IN_PROGRESS ORPHAN→DRAFT REFUSE→DRAFT FAIL→DRAFT"
                                + " PAUSE→WAITING_FOR_RESUME GIVE_UP→NEEDS_OPERATOR CANCEL→CANCELLED",
                        "IN_PROGRESS ORPHAN→DRAFT REFUSE→DRAFT FAIL→DRAFT COMPLETE→IN_REVIEW"
                                + " PAUSE→WAITING_FOR_RESUME GIVE_UP→NEEDS_OPERATOR CANCEL→CANCELLED",
                        "IN_REVIEW APPROVE→APPROVED REJECT→DISPATCHED REJECT_FOR_GOOD→NEEDS_OPERATOR"
                                + " PAUSE→WAITING_FOR_RESUME GIVE_UP→NEEDS_OPERATOR CANCEL→CANCELLED",
                        "APPROVED MERGE→DONE CONFLICT→DISPATCHED GATE_FAIL→DISPATCHED REOPEN→IN_REVIEW"
                                + " GIVE_UP→NEEDS_OPERATOR CANCEL→CANCELLED",
                        "DONE",
                        "WAITING_FOR_RESUME RESUME→DRAFT GIVE_UP→NEEDS_OPERATOR CANCEL→CANCELLED",
                        "NEEDS_OPERATOR RETRY→DRAFT REASSIGN→DRAFT CANCEL→CANCELLED",
                        "CANCELLED");
    }

    @Test
    void runsGoSo() {
        assertThat(Grid.of(RunState.LIFECYCLE, RunState.values(), RunTrigger.values()))
                .containsExactly(
                        "QUEUED DISPATCH→DISPATCHED CANCEL→CANCELLED",
                        "DISPATCHED START→RUNNING REFUSE→ORPHANED ORPHAN→ORPHANED FAIL→FAILED"
                                + " CANCEL→CANCELLED",
                        "RUNNING PAUSE→PAUSED ORPHAN→ORPHANED COMPLETE→SUCCEEDED FAIL→FAILED"
                                + " CANCEL→CANCELLED",
                        "PAUSED RESUME→QUEUED CANCEL→CANCELLED",
                        "ORPHANED REQUEUE→QUEUED FAIL→FAILED CANCEL→CANCELLED",
                        "SUCCEEDED",
                        "FAILED",
                        "CANCELLED");
    }

    @Test
    void sessionsGoSo() {
        assertThat(Grid.of(SessionState.LIFECYCLE, SessionState.values(), SessionTrigger.values()))
                .containsExactly(
                        "REGISTERED HEAR→ONLINE LOSE→LOST END→OFFLINE",
                        "ONLINE HEAR→ONLINE DRAIN→DRAINING LOSE→LOST END→OFFLINE",
                        "DRAINING HEAR→DRAINING LOSE→LOST END→OFFLINE",
                        "LOST HEAR→ONLINE END→OFFLINE",
                        "OFFLINE");
    }
}

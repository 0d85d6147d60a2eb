package dev.maestro.studio.run;

import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The door of the runs. Any thread may use it. */
public final class Runs {

    public Run run(RunId run) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Optional<Run> find(RunId run) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Run require(UserId user, RunId run, dev.maestro.studio.workspace.Permission permission) {
        throw new UnsupportedOperationException("not built yet");
    }

    public List<Run> ofTask(TaskId task) {
        throw new UnsupportedOperationException("not built yet");
    }

    public List<Run> ofPlan(PlanId plan) {
        throw new UnsupportedOperationException("not built yet");
    }

    public List<RunStep> steps(RunId run) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Optional<Run> queueReview(Transaction tx, Task task, String commit) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Optional<Run> queueGate(
            Transaction tx,
            UUID merge,
            PlanId plan,
            Purpose purpose,
            String commit,
            String fetchRef) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Run cancel(UserId by, RunId run) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Run cancel(Transaction tx, RunId run, FailureReason reason) {
        throw new UnsupportedOperationException("not built yet");
    }

    public void steer(UserId by, RunId run, String text) {
        throw new UnsupportedOperationException("not built yet");
    }
}

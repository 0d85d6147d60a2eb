package dev.maestro.studio.dispatch;

import dev.maestro.studio.task.TaskId;
import dev.maestro.studio.task.WaitingReason;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Tells the task's page why it does not run, with a link to what it waits for. */
public final class WaitingReasons implements Function<TaskId, List<WaitingReason>> {

    private final Dispatcher dispatcher;

    public WaitingReasons(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public List<WaitingReason> apply(TaskId task) {
        return dispatcher.whyNot(task).stream().map(WaitingReasons::reason).toList();
    }

    private static WaitingReason reason(WhyNot why) {
        return new WaitingReason(
                why.code().name().toLowerCase(Locale.ROOT),
                why.sentence(),
                why.tasks().stream().findFirst().map(task -> "/tasks/" + task));
    }
}

package dev.maestro.studio.task;

import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Database;
import java.util.List;
import java.util.function.Function;

/** What members see of tasks. Thread-safe. */
public final class TaskViews {

    private final Database database;
    private final Function<TaskId, List<WaitingReason>> waiting;

    /**
     * @param waiting why a task that could run does not, as the dispatcher knows it
     */
    public TaskViews(Database database, Function<TaskId, List<WaitingReason>> waiting) {
        this.database = database;
        this.waiting = waiting;
    }

    /**
     * @throws Refused {@code not_found}, also for who is no member
     */
    public TaskPage page(UserId user, TaskId id) {
        return database.reading(tx -> TaskViewStore.task(tx, user, id))
                .orElseThrow(() -> Refused.notFound("task", id));
    }

    List<WaitingReason> waiting(TaskPage page) {
        return waiting.apply(new TaskId(page.task().id()));
    }
}

package dev.maestro.studio.task;

import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.web.Items;
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

    /**
     * A part of the task's comments, the newest first.
     *
     * @throws Refused as {@link #page}
     */
    Items<TaskPage.CommentView> comments(UserId user, TaskId id, Items.Asked asked) {
        return asked.of(
                part(
                        user,
                        id,
                        tx ->
                                TaskViewStore.comments(
                                        tx, id.value(), asked.after(), asked.oneMore())),
                TaskPage.CommentView::id);
    }

    /**
     * A part of the task's runs, the newest first.
     *
     * @throws Refused as {@link #page}
     */
    Items<TaskPage.RunLine> runs(UserId user, TaskId id, Items.Asked asked) {
        return asked.of(
                part(
                        user,
                        id,
                        tx -> TaskViewStore.runs(tx, id.value(), asked.after(), asked.oneMore())),
                TaskPage.RunLine::id);
    }

    private <T> List<T> part(UserId user, TaskId id, Function<Transaction, List<T>> read) {
        return database.reading(tx -> {
            if (!TaskViewStore.sees(tx, user, id)) {
                throw Refused.notFound("task", id);
            }
            return read.apply(tx);
        });
    }

    List<WaitingReason> waiting(TaskPage page) {
        return waiting.apply(new TaskId(page.task().id()));
    }
}

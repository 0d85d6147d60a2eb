package dev.maestro.studio.task;

import static dev.maestro.studio.task.TaskTrigger.*;

import dev.maestro.studio.platform.Transitions;
import java.util.List;

/**
 * Where a task is; {@link #LIFECYCLE} is the law. Whether a task is ready or blocked is never
 * stored: it follows from what it depends on.
 */
public enum TaskState {
    /** It waits to be given to a session; work of earlier attempts is kept on its branch. */
    DRAFT,
    /** It is, or is to be at once, in the hands of a session that has not begun. */
    DISPATCHED,
    /** A session works on it. */
    IN_PROGRESS,
    /** Its commit waits for a verdict. */
    IN_REVIEW,
    /** Its commit waits for the merge into the epic. */
    APPROVED,
    /** Merged into the epic. */
    DONE,
    /** Interrupted by a pause or a limit; the work is kept. */
    WAITING_FOR_RESUME,
    /** Nothing automatic helps: it names what a person must decide. */
    NEEDS_OPERATOR,
    /** Given up. */
    CANCELLED;

    private static final List<TaskState> NOT_ENDED =
            List.of(
                    DRAFT,
                    DISPATCHED,
                    IN_PROGRESS,
                    IN_REVIEW,
                    APPROVED,
                    WAITING_FOR_RESUME,
                    NEEDS_OPERATOR);
    private static final List<TaskState> IN_HAND = List.of(DISPATCHED, IN_PROGRESS);

    public static final Transitions<TaskState, TaskTrigger> LIFECYCLE =
            Transitions.<TaskState, TaskTrigger>table()
                    .on(DRAFT, DISPATCH, DISPATCHED)
                    .on(DISPATCHED, START, IN_PROGRESS)
                    .on(IN_HAND, ORPHAN, DRAFT)
                    .on(IN_HAND, REFUSE, DRAFT)
                    .on(IN_HAND, FAIL, DRAFT)
                    .on(IN_PROGRESS, COMPLETE, IN_REVIEW)
                    .on(IN_REVIEW, APPROVE, APPROVED)
                    .on(IN_REVIEW, REJECT, DISPATCHED)
                    .on(IN_REVIEW, REJECT_FOR_GOOD, NEEDS_OPERATOR)
                    .on(APPROVED, MERGE, DONE)
                    .on(APPROVED, CONFLICT, DISPATCHED)
                    .on(APPROVED, GATE_FAIL, DISPATCHED)
                    .on(APPROVED, REOPEN, IN_REVIEW)
                    .on(List.of(DISPATCHED, IN_PROGRESS, IN_REVIEW), PAUSE, WAITING_FOR_RESUME)
                    .on(WAITING_FOR_RESUME, RESUME, DRAFT)
                    .on(NOT_ENDED.subList(0, NOT_ENDED.size() - 1), GIVE_UP, NEEDS_OPERATOR)
                    .on(NEEDS_OPERATOR, RETRY, DRAFT)
                    .on(NEEDS_OPERATOR, REASSIGN, DRAFT)
                    .on(NOT_ENDED, CANCEL, CANCELLED)
                    .build();

    /** Done or cancelled. */
    public boolean terminal() {
        return this == DONE || this == CANCELLED;
    }

    /** Dispatched or in progress. */
    public boolean inHand() {
        return this == DISPATCHED || this == IN_PROGRESS;
    }
}

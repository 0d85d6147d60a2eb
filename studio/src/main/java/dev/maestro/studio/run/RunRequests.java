package dev.maestro.studio.run;

import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.task.Comment;
import dev.maestro.studio.task.Tasks;
import java.util.function.BiConsumer;

/**
 * What an agent wants besides while it works on a task: refused with {@code lease_lost} unless its
 * session holds the run with this fence. Any thread may use it.
 */
public final class RunRequests {

    private final Database database;
    private final Plans plans;
    private final Tasks tasks;
    private final Runs runs;

    RunRequests(Database database, Plans plans, Tasks tasks, Runs runs) {
        this.database = database;
        this.plans = plans;
        this.tasks = tasks;
        this.runs = runs;
    }

    public void subtask(SessionId caller, RunMethod.Subtask subtask) {
        aside(
                caller,
                subtask,
                (tx, run) ->
                        tasks.subtasks()
                                .add(
                                        tx,
                                        tasks.task(tx, run.taskId().orElseThrow()),
                                        RunStore.sessionName(tx, caller),
                                        subtask.subtask()));
    }

    public void question(SessionId caller, RunMethod.Question question) {
        aside(
                caller,
                question,
                (tx, run) ->
                        question.id()
                                .ifPresentOrElse(
                                        id -> runs.questions().ask(tx, run, id, question),
                                        () -> remark(tx, caller, run, question)));
    }

    /** A person at the session's machine answered its agent. */
    public void answered(SessionId caller, RunMethod.Answered answered) {
        runs.questions().answeredThere(caller, answered);
    }

    /** A client says when the agent of its run hears of a directive. */
    public void steered(SessionId caller, RunMethod.Steered steered) {
        runs.directives().steered(caller, steered);
    }

    /** Says again what a session that lost its connection may not have heard. */
    public void sayAgain(SessionId session) {
        runs.directives().sayAgain(session);
        runs.questions().sayAgain(session);
    }

    /** A question that nobody waits for is said on the task. */
    private void remark(Transaction tx, SessionId caller, Run run, RunMethod.Question question) {
        tasks.comments()
                .add(
                        tx,
                        run.taskId().orElseThrow(),
                        RunStore.sessionName(tx, caller),
                        Comment.Kind.QUESTION,
                        Excerpt.head(question.question(), 10_000));
    }

    /** What the holder says beside its run: locks the plan, then the run. */
    private void aside(SessionId caller, RunMethod method, BiConsumer<Transaction, Run> step) {
        database.inTransactionDo(tx -> {
            Run found = runs.run(tx, new RunId(method.run()));
            RunLocks.requireHolder(caller, found, method.fence());
            if (found.taskId().isEmpty()) {
                throw Refused.invalid("run", "run %s has no task".formatted(found.id()));
            }
            plans.lock(tx, found.planId());
            Run run = RunStore.lock(tx, found.id()).orElseThrow();
            RunLocks.requireHolder(caller, run, method.fence());
            step.accept(tx, run);
        });
    }
}

package dev.maestro.studio.run;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.task.Tasks;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** Takes the locks of a run in their order. Any thread may use it. */
final class RunLocks {

    private final Database database;
    private final Plans plans;
    private final Tasks tasks;
    private final Runs runs;

    RunLocks(Database database, Plans plans, Tasks tasks, Runs runs) {
        this.database = database;
        this.plans = plans;
        this.tasks = tasks;
        this.runs = runs;
    }

    /** Locks plan, task and run, in this order, and gives the run as it is then. */
    Run holding(RunId id, BiFunction<Transaction, Run, Run> step) {
        return database.inTransaction(tx -> {
            Run found = runs.run(tx, id);
            plans.share(tx, found.planId());
            found.taskId().ifPresent(task -> tasks.lock(tx, task));
            return step.apply(tx, RunStore.lock(tx, id).orElseThrow());
        });
    }

    void holdingDo(RunId id, BiConsumer<Transaction, Run> step) {
        holding(
                id,
                (tx, run) -> {
                    step.accept(tx, run);
                    return run;
                });
    }

    /** What the holder says of its run; anybody else is refused with {@code lease_lost}. */
    void held(SessionId caller, RunMethod method, BiFunction<Transaction, Run, Run> step) {
        holding(
                new RunId(method.run()),
                (tx, run) -> {
                    requireHolder(caller, run, method.fence());
                    return step.apply(tx, run);
                });
    }

    static void requireHolder(SessionId caller, Run run, long fence) {
        if (!run.heldBy(caller, fence)) {
            throw new Refused(
                    RefusalCode.LEASE_LOST,
                    "session %s does not hold run %s with fence %d"
                            .formatted(caller, run.id(), fence));
        }
    }
}

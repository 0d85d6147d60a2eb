package dev.maestro.studio.run;

import dev.maestro.studio.platform.Transaction;
import java.util.List;

/** The statements about the steps that runs have taken. */
final class RunStepStore {

    private RunStepStore() {}

    static void step(Transaction tx, RunStep step) {
        tx.sql()
                .createUpdate(
                        """
                        insert into run_step (run_id, at, trigger, state, fence, detail)
                        values (:runId, :at, :trigger, :state, :fence, :detail)
                        """)
                .bindMethods(step)
                .execute();
    }

    static List<RunStep> steps(Transaction tx, RunId run) {
        return tx.sql()
                .createQuery(
                        """
                        select run_id, at, trigger, state, fence, detail from run_step
                         where run_id = :run
                         order by id
                        """)
                .bind("run", run)
                .mapTo(RunStep.class)
                .list();
    }
}

package dev.maestro.studio.run;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.WorkEvent.RunNews;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.task.Tasks;
import java.util.Optional;

/**
 * The last word of a session on a run that it holds. The first terminal report wins, the same again
 * is acknowledged. Any thread may use it.
 */
public final class RunEndings {

    private static final int LONGEST_LOG = 16_384;

    private final Tasks tasks;
    private final Runs runs;
    private final RunLocks locks;
    private final RunSteps steps;
    private final Prover prover;

    RunEndings(Tasks tasks, Runs runs, RunLocks locks, RunSteps steps, Prover prover) {
        this.tasks = tasks;
        this.runs = runs;
        this.locks = locks;
        this.steps = steps;
        this.prover = prover;
    }

    /**
     * The first terminal report wins, the same again is acknowledged.
     *
     * @throws Refused {@code proof_missing} with {@code missing}; {@code conflict} when another
     *     terminal report was taken; {@code lease_lost}
     */
    public void complete(SessionId caller, RunMethod.Complete complete) {
        TerminalReport report = TerminalReport.of(complete);
        Run before = runs.run(new RunId(complete.run()));
        if (settledBy(caller, before, complete.fence(), report)) {
            return;
        }
        RunLocks.requireHolder(caller, before, complete.fence());
        Optional<String> commit = prover.prove(before, complete);
        locks.holdingDo(
                before.id(),
                (tx, found) -> {
                    if (settledBy(caller, found, complete.fence(), report)) {
                        return;
                    }
                    RunLocks.requireHolder(caller, found, complete.fence());
                    Run run = steps.begun(tx, found);
                    RunState.LIFECYCLE.next(run.state(), RunTrigger.COMPLETE);
                    if (run.purpose() == Purpose.DEVELOP) {
                        tasks.attempts()
                                .submitted(
                                        tx,
                                        run.taskId().orElseThrow(),
                                        commit.orElseThrow(),
                                        caller);
                    }
                    complete.usage().ifPresent(usage -> RunStore.usage(tx, run.id(), usage));
                    Run next = RunStateStore.succeeded(tx, run.id(), report, commit);
                    steps.released(tx, run);
                    RunLog.step(tx, run, next, RunTrigger.COMPLETE, commit.orElse(""));
                    RunLog.publish(
                            tx,
                            next,
                            new RunNews.Succeeded(
                                    run.id().value(), RunLog.task(run), run.purpose()));
                });
    }

    /** As {@link #complete}, without proof. */
    public void fail(SessionId caller, RunMethod.Fail fail) {
        TerminalReport report = TerminalReport.of(fail);
        locks.holdingDo(
                new RunId(fail.run()),
                (tx, run) -> {
                    if (!settledBy(caller, run, fail.fence(), report)) {
                        RunLocks.requireHolder(caller, run, fail.fence());
                        steps.fail(
                                tx,
                                run,
                                fail.reason(),
                                fail.detail(),
                                fail.logTail().map(log -> Excerpt.tail(log, LONGEST_LOG)),
                                fail.retryAt().map(at -> RunReports.within(tx.now(), at)),
                                Optional.of(report));
                    }
                });
    }

    /** Whether this very report was taken already. */
    private static boolean settledBy(SessionId caller, Run run, long fence, TerminalReport report) {
        boolean its = run.lastSession().equals(Optional.of(caller)) && run.fence() == fence;
        if (!its || run.report().isEmpty()) {
            return false;
        }
        if (run.report().get().saysTheSameAs(report)) {
            return true;
        }
        throw new Refused(
                RefusalCode.CONFLICT,
                "run %s has %s by another report".formatted(run.id(), RunLog.word(run.state())));
    }
}

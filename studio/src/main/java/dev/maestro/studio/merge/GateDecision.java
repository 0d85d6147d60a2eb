package dev.maestro.studio.merge;

import dev.maestro.protocol.work.Advice;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.studio.run.RunState;
import java.util.List;

/** What follows from the runs of a gate. Pure. */
sealed interface GateDecision {

    /** A run that ended without a result is given another chance so often. */
    int ATTEMPTS = 3;

    /** A run is under way. */
    record Await() implements GateDecision {}

    /** A run must be queued, after the merge commit has been pushed for it. */
    record Start() implements GateDecision {}

    record Pass() implements GateDecision {}

    /** The check found something: the log's end is for the developer. */
    record Fail(int exitCode, String log) implements GateDecision {}

    /** There is no result, and another try would not bring one. */
    record GiveUp(String sentence, String log) implements GateDecision {}

    /**
     * @param runs the gate's runs on the present merge commit, newest first
     */
    static GateDecision of(List<GateRun> runs) {
        if (runs.isEmpty()) {
            return new Start();
        }
        GateRun last = runs.getFirst();
        return switch (last.state()) {
            case QUEUED, DISPATCHED, RUNNING, PAUSED, ORPHANED -> new Await();
            case SUCCEEDED ->
                    last.exitCode() == 0 ? new Pass() : new Fail(last.exitCode(), last.log());
            case FAILED -> afterFailure(last, runs);
            case CANCELLED ->
                    last.failure() == FailureReason.CANCELLED_BY_OPERATOR
                            ? new GiveUp("a person cancelled the check of the merge", last.log())
                            : new Start();
        };
    }

    private static GateDecision afterFailure(GateRun last, List<GateRun> runs) {
        long failed = runs.stream().filter(run -> run.state() == RunState.FAILED).count();
        boolean again = last.failure().advice() != Advice.ASK_OPERATOR && failed < ATTEMPTS;
        return again
                ? new Start()
                : new GiveUp(
                        "the check of the merge has no result: " + last.failure().sentence(),
                        last.log());
    }
}

package dev.maestro.studio.merge;

import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.run.RunState;

/**
 * How one run of a gate stands.
 *
 * @param exitCode of the check, when it succeeded
 * @param failure why it failed or was cancelled; {@code INTERNAL} while it did neither
 * @param log the end of what the check printed
 */
record GateRun(RunState state, int exitCode, FailureReason failure, String log) {

    /** A success without the result of a check counts as a failed check, never as a passed one. */
    private static final int NO_RESULT = -1;

    static GateRun of(Run run) {
        return new GateRun(
                run.state(),
                run.check().map(RunMethod.CheckResult::exitCode).orElse(NO_RESULT),
                run.failure().orElse(FailureReason.INTERNAL),
                run.check()
                        .map(RunMethod.CheckResult::logTail)
                        .or(run::failureLog)
                        .or(run::failureDetail)
                        .orElse(""));
    }
}

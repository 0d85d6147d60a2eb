package dev.maestro.studio.run;

import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.task.TaskId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One attempt at one purpose.
 *
 * @param taskId none for a gate
 * @param mergeId the merge a gate belongs to
 * @param fence grows with each dispatch; messages with a smaller one are refused
 * @param commitId review, check, release: the exact commit to judge
 * @param fetchRef the remote ref that holds it
 * @param sessionId who holds it now
 * @param lastSession who held it last; of a queued run: who is to be asked first
 * @param avoidSession not given to this one when there is another
 * @param accepted the holder has answered the dispatch
 * @param whyThis why this session was chosen
 * @param failureLog what the failing step printed last
 * @param report the verbatim terminal report
 */
public record Run(
        RunId id,
        ProjectId projectId,
        PlanId planId,
        Optional<TaskId> taskId,
        Optional<UUID> mergeId,
        Purpose purpose,
        RunState state,
        int attempt,
        long fence,
        Optional<String> commitId,
        Optional<String> fetchRef,
        Optional<SessionId> sessionId,
        Optional<SessionId> lastSession,
        Optional<SessionId> avoidSession,
        boolean accepted,
        Optional<Instant> leaseUntil,
        Optional<Instant> resumeAt,
        Instant queuedAt,
        Optional<Instant> dispatchedAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<FailureReason> failure,
        Optional<String> failureDetail,
        Optional<String> failureLog,
        Optional<String> provider,
        Optional<String> model,
        Optional<String> progress,
        Reasons whyThis,
        Optional<String> snapshotRef,
        int orphaned,
        int pauses,
        Optional<Long> inputTokens,
        Optional<Long> outputTokens,
        Optional<Long> cachedTokens,
        Optional<Double> costUsd,
        Optional<TerminalReport> report) {

    /** The report of success, of a run that succeeded. */
    public Optional<RunMethod.Complete> completion() {
        return report.flatMap(TerminalReport::completion);
    }

    /** The result of the check in its report, whether it succeeded or failed. */
    public Optional<RunMethod.CheckResult> check() {
        return report.flatMap(TerminalReport::check);
    }

    /** Whether this session holds it with this fence. */
    public boolean heldBy(SessionId session, long withFence) {
        return state.held() && fence == withFence && sessionId.equals(Optional.of(session));
    }
}

package dev.maestro.client.work;

import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.HandOver;
import dev.maestro.client.provider.ProviderCall;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.provider.StopSignal;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.RunMethod.CheckResult;
import dev.maestro.protocol.work.StudioMethod.CheckPacket;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What every step of one attempt stands on, and what steps of all purposes do alike. Used by the
 * attempt's thread.
 */
record Ground(
        Tools tools,
        Dispatch packet,
        RunFiles files,
        Workplace place,
        Transcript transcript,
        StopSignal stop,
        HandOver handOver) {

    /** Empty when the provider says that it is done. */
    Optional<Ending> provider() {
        tools.reports()
                .send(
                        new RunMethod.Start(
                                packet.run(),
                                packet.fence(),
                                tools.provider().name(),
                                tools.provider().model()));
        ProviderOutcome outcome =
                tools.provider()
                        .run(
                                new ProviderCall(
                                        packet.purpose(),
                                        place.worktree().directory(),
                                        files.prompt(),
                                        AgentFacts.of(packet, files),
                                        RunFiles.Facts.mark(packet.run(), packet.fence()),
                                        transcript,
                                        stop,
                                        handOver));
        return switch (outcome) {
            case ProviderOutcome.Finished() -> Optional.empty();
            case ProviderOutcome.Stopped() -> Optional.of(abandoned());
            case ProviderOutcome.Failed(AgentFailure failure) ->
                    Optional.of(
                            Failure.of(
                                    packet,
                                    failure.reason(),
                                    failure.sentence(),
                                    Optional.of(LogTail.of(files.transcript())),
                                    Optional.empty()));
        };
    }

    CheckCommand.Outcome runCheck(CheckPacket check) {
        transcript.note("check: " + check.command());
        CheckCommand.Outcome outcome =
                new CheckCommand(tools.environment())
                        .run(
                                check,
                                place.worktree().directory(),
                                files.checkLog(),
                                RunFiles.Facts.mark(packet.run(), packet.fence()),
                                stop);
        byte[] log = LogTail.of(files.checkLog()).getBytes(StandardCharsets.UTF_8);
        transcript.append(log, log.length);
        return outcome;
    }

    Ending timedOut(CheckCommand.Outcome.TimedOut late) {
        return Failure.of(
                packet,
                FailureReason.CHECK_TIMED_OUT,
                "`%s` did not end within %d s and was killed with everything it started"
                        .formatted(late.soFar().command(), late.limit().toSeconds()),
                Optional.of(late.soFar().logTail()),
                Optional.of(late.soFar()));
    }

    Ending abandoned() {
        return new Ending.Abandoned(stop.reason().orElse(FailureReason.SESSION_LOST));
    }

    Ending complete(
            Optional<RunMethod.Proof> proof,
            Optional<RunMethod.Verdict> verdict,
            Optional<CheckResult> check) {
        return new Ending.Settled(
                new RunMethod.Complete(
                        packet.run(), packet.fence(), proof, verdict, check, Optional.empty()));
    }
}

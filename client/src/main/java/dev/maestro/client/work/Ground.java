package dev.maestro.client.work;

import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.HandOver;
import dev.maestro.client.provider.ProviderCall;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.provider.StopSignal;
import dev.maestro.client.settings.ModelSize;
import dev.maestro.client.state.RunFacts;
import dev.maestro.protocol.work.Advice;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.RunMethod.CheckResult;
import dev.maestro.protocol.work.StudioMethod.CheckPacket;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
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
        Conversation conversation,
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
                                tools.provider().model(size())));
        ProviderOutcome outcome = asked();
        return switch (outcome) {
            case ProviderOutcome.Finished() -> Optional.empty();
            case ProviderOutcome.Stopped() -> Optional.of(abandoned());
            case ProviderOutcome.Failed(AgentFailure failure) ->
                    Optional.of(limited(failure).orElseGet(() -> failed(failure)));
        };
    }

    private ProviderOutcome asked() {
        try (AgentDoor door =
                AgentDoor.open(files, place.worktree().directory(), conversation.desk())) {
            Map<String, String> facts = facts();
            facts.putAll(door.facts());
            return tools.provider()
                    .run(
                            new ProviderCall(
                                    packet.purpose(),
                                    place.worktree().directory(),
                                    files.prompt(),
                                    files.scratch(),
                                    facts,
                                    RunFacts.mark(packet.run(), packet.fence()),
                                    size(),
                                    conversation.resume(),
                                    tools.confinement().showing(door.files()),
                                    conversation.heardBy(transcript),
                                    conversation.steering(),
                                    conversation.operator(),
                                    stop,
                                    handOver));
        }
    }

    /** The run, and what its worktree has of its own, as {@code MAESTRO_…} variables. */
    private Map<String, String> facts() {
        Map<String, String> facts = new HashMap<>(AgentFacts.of(packet, files));
        facts.putAll(place.facts());
        return facts;
    }

    /** What a program of the project sees that is not the agent, but works for it. */
    Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(tools.environment());
        all.putAll(facts());
        return all;
    }

    /** A check sees what the worktree has, and nothing of the run: it judges a commit. */
    private Map<String, String> checkEnvironment() {
        Map<String, String> all = new HashMap<>(tools.environment());
        all.putAll(place.facts());
        return all;
    }

    private ModelSize size() {
        return ModelSize.of(
                packet.purpose(),
                packet.task().flatMap(task -> task.estimateMinutes().map(Duration::ofMinutes)));
    }

    private Ending failed(AgentFailure failure) {
        return Failure.of(
                packet,
                failure.reason(),
                failure.sentence(),
                Optional.of(LogTail.of(files.transcript())),
                Optional.empty());
    }

    /**
     * A limit is no failure: the run goes on when the provider says, else after a growing while.
     */
    private Optional<Ending> limited(AgentFailure failure) {
        if (failure.reason().advice() != Advice.RETRY_AT) {
            return Optional.empty();
        }
        Instant now = tools.clock().instant();
        Instant resumeAt =
                failure.resumeAt().orElseGet(() -> now.plus(Probe.after(packet.attempt())));
        return Optional.of(
                new Ending.Paused(
                        new RunMethod.Pause(
                                packet.run(),
                                packet.fence(),
                                failure.reason(),
                                resumeAt,
                                failure.sentence())));
    }

    CheckCommand.Outcome runCheck(CheckPacket check) {
        transcript.note("check: " + check.command());
        CheckCommand.Outcome outcome =
                new CheckCommand(
                                checkEnvironment(),
                                tools.confinement(),
                                tools.config().settings().checkNetwork())
                        .run(
                                check,
                                place.worktree().directory(),
                                files.checkLog(),
                                RunFacts.mark(packet.run(), packet.fence()),
                                stop);
        transcript.quote(LogTail.of(files.checkLog()));
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

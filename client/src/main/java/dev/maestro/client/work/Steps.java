package dev.maestro.client.work;

import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.HandOver;
import dev.maestro.client.provider.ProviderCall;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.provider.StopSignal;
import dev.maestro.git.CommitId;
import dev.maestro.git.Git;
import dev.maestro.git.MergeStart;
import dev.maestro.git.Person;
import dev.maestro.git.PushResult;
import dev.maestro.git.Trailers;
import dev.maestro.git.Worktree;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.RunMethod.CheckResult;
import dev.maestro.protocol.work.StudioMethod.CheckPacket;
import dev.maestro.protocol.work.StudioMethod.ConflictPacket;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import dev.maestro.protocol.work.VerdictParser;
import dev.maestro.protocol.work.VerdictReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;

/** The steps of one attempt, in the order in which they are done, for each purpose. */
final class Steps {

    private static final Person AUTHOR = new Person("Maestro agent", "agent@maestro.invalid");

    private final Tools tools;
    private final Dispatch packet;
    private final RunFiles files;
    private final Workplace place;
    private final Transcript transcript;
    private final StopSignal stop;
    private final HandOver handOver;

    Steps(
            Tools tools,
            Dispatch packet,
            RunFiles files,
            Workplace place,
            Transcript transcript,
            StopSignal stop,
            HandOver handOver) {
        this.tools = tools;
        this.packet = packet;
        this.files = files;
        this.place = place;
        this.transcript = transcript;
        this.stop = stop;
        this.handOver = handOver;
    }

    /**
     * @param step is told what is being done, in a word
     */
    Ending perform(Consumer<String> step) {
        if (!place.enter()) {
            return Failure.of(
                    packet,
                    FailureReason.INTERNAL,
                    "commit %s is not on the remote under %s"
                            .formatted(packet.commit(), packet.fetchRef()));
        }
        return switch (packet.purpose()) {
            case DEVELOP, TEST -> develop(step);
            case REVIEW -> review(step);
            case CHECK, RELEASE -> check(step);
            case PLAN, ANALYZE, MERGE, CLEANUP ->
                    throw new IllegalStateException("refused before: " + packet.purpose());
        };
    }

    private Ending develop(Consumer<String> step) {
        BranchPositions before = tools.mirror().branches();
        Set<String> liveBefore = tools.mirror().live().now();
        packet.conflict().ifPresent(this::mergeEpic);
        step.accept("working");
        Optional<Ending> early = provider();
        if (early.isPresent()) {
            return early.get();
        }
        step.accept("proving");
        return guard(before, liveBefore).or(this::unresolved).orElseGet(() -> submit(step));
    }

    private void mergeEpic(ConflictPacket conflict) {
        CommitId epic = CommitId.parse(conflict.epicCommit());
        tools.mirror().fetch(epic, "refs/heads/" + packet.epicBranch());
        MergeStart merge = place.worktree().startMerge(epic);
        transcript.note(
                switch (merge) {
                    case MergeStart.Clean _ -> "merged the epic without a conflict";
                    case MergeStart.Conflicts(List<String> paths) ->
                            "merged the epic; in conflict: " + String.join(", ", paths);
                });
    }

    /** Empty when the provider says that it is done. */
    private Optional<Ending> provider() {
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
                                        facts(),
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

    /** An agent that moved another branch, or left its own, is not trusted with a push. */
    private Optional<Ending> guard(BranchPositions before, Set<String> liveBefore) {
        Set<String> mayMove = new HashSet<>(liveBefore);
        mayMove.addAll(tools.mirror().live().now());
        BranchPositions.Difference moved = before.until(tools.mirror().branches(), mayMove);
        if (!moved.isEmpty()) {
            tools.mirror().restore(moved);
            return Optional.of(
                    unsafe(
                            "the agent changed %s; put back"
                                    .formatted(String.join(", ", moved.refs()))));
        }
        return place.worktree().branch().filter(place.branch()::equals).isPresent()
                ? Optional.empty()
                : Optional.of(
                        unsafe(
                                "the worktree is no longer on the branch %s"
                                        .formatted(place.branch())));
    }

    private Ending unsafe(String detail) {
        return Failure.of(packet, FailureReason.WORKSPACE_UNSAFE, detail);
    }

    private Optional<Ending> unresolved() {
        List<String> paths = place.worktree().unresolved();
        return paths.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Failure.of(
                                packet,
                                FailureReason.MERGE_CONFLICT,
                                "conflict markers are left in " + String.join(", ", paths)));
    }

    private Ending submit(Consumer<String> step) {
        Worktree worktree = place.worktree();
        CommitId head =
                worktree.dirty() || packet.conflict().isPresent() && merging(worktree)
                        ? worktree.commitAll(message(), AUTHOR)
                        : worktree.head();
        List<String> paths = place.paths();
        if (paths.isEmpty() || !answered(head)) {
            return Failure.of(
                    packet,
                    FailureReason.NO_CHANGES,
                    "the agent ended without changing anything on " + place.branch());
        }
        if (worktree.push(place.branch(), place.remoteHead())
                instanceof PushResult.Moved(Optional<CommitId> actual)) {
            return Failure.of(
                    packet,
                    FailureReason.PUSH_REFUSED,
                    "%s is at %s on the remote, not where this run left it"
                            .formatted(
                                    place.branch(),
                                    actual.map(CommitId::abbreviated).orElse("nothing")));
        }
        place.pushed(head);
        step.accept("checking");
        Optional<CheckResult> checked = Optional.empty();
        if (packet.check().isPresent()) {
            switch (runCheck(packet.check().get())) {
                case CheckCommand.Outcome.Stopped() -> {
                    return abandoned();
                }
                case CheckCommand.Outcome.TimedOut late -> {
                    return timedOut(late);
                }
                case CheckCommand.Outcome.Ran(CheckResult result) when result.exitCode() != 0 -> {
                    return Failure.of(
                            packet,
                            FailureReason.CHECKS_FAILED,
                            "`%s` ended with %d".formatted(result.command(), result.exitCode()),
                            Optional.of(result.logTail()),
                            Optional.of(result));
                }
                case CheckCommand.Outcome.Ran(CheckResult result) -> checked = Optional.of(result);
            }
        }
        return complete(
                Optional.of(
                        new RunMethod.Proof(
                                head.hex(), place.branch().value(), true, paths, checked)),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Whether the branch has what this round asks for. The commit counts, not whether this very
     * attempt made it: an earlier one may have been lost after it had pushed.
     */
    private boolean answered(CommitId head) {
        boolean merged =
                packet.conflict()
                        .map(conflict ->
                                Git.at(place.worktree().directory())
                                        .tryRun(
                                                "merge-base",
                                                "--is-ancestor",
                                                CommitId.parse(conflict.epicCommit()).hex(),
                                                head.hex())
                                        .ok())
                        .orElse(true);
        return merged && packet.rejected().filter(head.hex()::equals).isEmpty();
    }

    private static boolean merging(Worktree worktree) {
        return Git.at(worktree.directory())
                .tryRun("rev-parse", "--verify", "--quiet", "MERGE_HEAD")
                .ok();
    }

    private Ending review(Consumer<String> step) {
        step.accept("working");
        Optional<Ending> early = provider();
        if (early.isPresent()) {
            return early.get();
        }
        return switch (VerdictParser.read(said())) {
            case VerdictReading.Found(boolean approved, String reason, List<String> findings) ->
                    complete(
                            Optional.empty(),
                            Optional.of(
                                    new RunMethod.Verdict(
                                            approved, packet.commit(), reason, findings)),
                            Optional.empty());
            case VerdictReading.None() ->
                    Failure.of(
                            packet,
                            FailureReason.NO_VERDICT,
                            "no line began with VERDICT: APPROVED or VERDICT: REJECTED");
            case VerdictReading.Ambiguous(List<String> lines) ->
                    Failure.of(
                            packet,
                            FailureReason.AMBIGUOUS_VERDICT,
                            "verdict lines: " + String.join(" | ", lines));
        };
    }

    private Ending check(Consumer<String> step) {
        step.accept("checking");
        tools.reports()
                .send(new RunMethod.Start(packet.run(), packet.fence(), "check", Optional.empty()));
        return switch (runCheck(packet.check().orElseThrow())) {
            case CheckCommand.Outcome.Stopped() -> abandoned();
            case CheckCommand.Outcome.TimedOut late -> timedOut(late);
            case CheckCommand.Outcome.Ran(CheckResult result) ->
                    complete(Optional.empty(), Optional.empty(), Optional.of(result));
        };
    }

    private CheckCommand.Outcome runCheck(CheckPacket check) {
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

    private Ending timedOut(CheckCommand.Outcome.TimedOut late) {
        return Failure.of(
                packet,
                FailureReason.CHECK_TIMED_OUT,
                "`%s` did not end within %d s and was killed with everything it started"
                        .formatted(late.soFar().command(), late.limit().toSeconds()),
                Optional.of(late.soFar().logTail()),
                Optional.of(late.soFar()));
    }

    private Ending abandoned() {
        return new Ending.Abandoned(stop.reason().orElse(FailureReason.SESSION_LOST));
    }

    private Ending complete(
            Optional<RunMethod.Proof> proof,
            Optional<RunMethod.Verdict> verdict,
            Optional<CheckResult> check) {
        return new Ending.Settled(
                new RunMethod.Complete(
                        packet.run(), packet.fence(), proof, verdict, check, Optional.empty()));
    }

    private String message() {
        SequencedMap<String, String> trailers = new LinkedHashMap<>();
        trailers.put("Maestro-Plan", packet.plan().toString());
        packet.task().ifPresent(task -> trailers.put("Maestro-Task", task.task().toString()));
        trailers.put("Maestro-Run", packet.run().toString());
        String title = packet.task().map(task -> task.title()).orElse(packet.planTitle());
        return Trailers.append(
                packet.conflict().isPresent() ? title + " (conflict resolved)" : title, trailers);
    }

    private String said() {
        try {
            byte[] all = Files.readAllBytes(files.transcript());
            return new String(all, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + files.transcript(), e);
        }
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("MAESTRO_RUN", packet.run().toString());
        facts.put("MAESTRO_PURPOSE", packet.purpose().wireName());
        facts.put("MAESTRO_ATTEMPT", String.valueOf(packet.attempt()));
        facts.put("MAESTRO_PLAN", packet.plan().toString());
        facts.put("MAESTRO_EPIC", packet.epicBranch());
        facts.put("MAESTRO_COMMIT", packet.commit());
        facts.put("MAESTRO_BRANCH", packet.branch().orElse(""));
        facts.put("MAESTRO_STEERING_FILE", files.steering().toString());
        facts.put(
                "MAESTRO_CONFLICTS",
                packet.conflict().map(c -> String.join("\n", c.paths())).orElse(""));
        packet.task()
                .ifPresent(task -> {
                    facts.put("MAESTRO_TASK", task.task().toString());
                    facts.put("MAESTRO_TASK_NUMBER", String.valueOf(task.number()));
                    facts.put("MAESTRO_TASK_TITLE", task.title());
                    facts.put("MAESTRO_ROUND", String.valueOf(task.round()));
                });
        return facts;
    }
}

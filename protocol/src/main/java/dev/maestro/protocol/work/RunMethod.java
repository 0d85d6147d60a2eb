package dev.maestro.protocol.work;

import dev.maestro.protocol.json.HasDefault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The {@code run.*} methods a client calls. Each carries the run and the fence of its dispatch; a
 * stale fence is refused with {@code lease_lost} and changes nothing. {@link Complete} and {@link
 * Fail} are terminal: the first one wins, the same again is acknowledged, a different second is
 * refused ({@code conflict}).
 */
public sealed interface RunMethod {

    UUID run();

    long fence();

    /** {@code run.accept}: within 10 s of the dispatch, else it is offered elsewhere. */
    record Accept(UUID run, long fence) implements RunMethod {}

    /** {@code run.refuse}: typed, so that the dispatcher knows what to do next. */
    record Refuse(UUID run, long fence, FailureReason reason, String detail) implements RunMethod {}

    /** {@code run.start}: the provider's process is running. */
    record Start(UUID run, long fence, String provider, Optional<String> model)
            implements RunMethod {}

    /** {@code run.progress}: a sentence for the page; not kept as history. */
    record Progress(UUID run, long fence, String text) implements RunMethod {}

    /** {@code run.usage}: totals of this run so far, not increments. */
    record UsageReport(UUID run, long fence, Usage usage) implements RunMethod {}

    /**
     * {@code run.pause}: a limit; the work is kept, the run is queued again at {@code resumeAt}.
     */
    record Pause(UUID run, long fence, FailureReason reason, Instant resumeAt, String detail)
            implements RunMethod {}

    /**
     * {@code run.complete}. {@code proof} is demanded for develop and test, {@code verdict} for
     * review, {@code check} for check and release; anything missing is refused with {@code
     * proof_missing}.
     */
    record Complete(
            UUID run,
            long fence,
            Optional<Proof> proof,
            Optional<Verdict> verdict,
            Optional<CheckResult> check,
            Optional<Usage> usage)
            implements RunMethod {}

    /** {@code run.fail}: {@code logTail} is at most 16 KiB of what the failing step printed. */
    record Fail(
            UUID run,
            long fence,
            FailureReason reason,
            String detail,
            Optional<String> logTail,
            Optional<CheckResult> check,
            Optional<Instant> retryAt)
            implements RunMethod {}

    /** {@code run.subtask}: the agent asks for a further task in the same plan. */
    record Subtask(UUID run, long fence, SubtaskRequest subtask) implements RunMethod {}

    /**
     * {@code run.question}: the agent asks the operator. Without an id it goes on; with one it
     * waits for {@code run.answer}, until the time it names.
     *
     * @param answers what may be answered; empty when any text may be
     */
    record Question(
            UUID run,
            long fence,
            String question,
            Optional<UUID> id,
            @HasDefault List<String> answers,
            Optional<Instant> until)
            implements RunMethod {
        public Question {
            answers = answers == null ? List.of() : List.copyOf(answers);
        }

        /** One that nobody waits for. */
        public Question(UUID run, long fence, String question) {
            this(run, fence, question, Optional.empty(), List.of(), Optional.empty());
        }
    }

    /**
     * {@code run.answered}: a person at the machine answered what {@code run.question} asked with
     * an id: nobody needs to any more.
     */
    record Answered(UUID run, long fence, UUID question, String answer) implements RunMethod {}

    /** {@code run.steered}: when the agent hears of a directive that Studio sent. */
    record Steered(UUID run, long fence, UUID directive, Delivery delivery) implements RunMethod {}

    /** Tokens and money of one run; a number that the provider does not tell is empty. */
    record Usage(
            Optional<Long> inputTokens,
            Optional<Long> outputTokens,
            Optional<Long> cachedTokens,
            Optional<Double> costUsd,
            Optional<String> model) {}

    /** The result of one execution of the check command by the daemon, never by the agent. */
    record CheckResult(String command, int exitCode, long millis, String logTail) {}

    /**
     * Proof of done: the pushed commit on the task's branch, clean tree, real diff, the daemon's
     * own check.
     */
    record Proof(
            String commit,
            String branch,
            boolean clean,
            List<String> paths,
            Optional<CheckResult> check) {
        public Proof {
            paths = List.copyOf(paths);
        }
    }

    /** The reviewer's judgement on one exact commit. {@code reason} is demanded for a rejection. */
    record Verdict(boolean approved, String commit, String reason, List<String> findings) {
        public Verdict {
            findings = List.copyOf(findings);
        }
    }

    /** What {@code MAESTRO:SUBTASK} may hold. */
    record SubtaskRequest(
            String title,
            @HasDefault String description,
            @HasDefault List<String> criteria,
            @HasDefault List<SkillLevel> skills,
            Optional<Integer> estimateMinutes,
            @HasDefault List<String> paths) {
        public SubtaskRequest {
            criteria = criteria == null ? List.of() : List.copyOf(criteria);
            skills = skills == null ? List.of() : List.copyOf(skills);
            paths = paths == null ? List.of() : List.copyOf(paths);
            description = description == null ? "" : description;
        }
    }
}

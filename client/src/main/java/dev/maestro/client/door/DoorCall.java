package dev.maestro.client.door;

import dev.maestro.protocol.json.HasDefault;
import dev.maestro.protocol.work.StudioMethod.TaskPacket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is asked at a run's door: names, parameters and answers. */
public final class DoorCall {

    public static final String CONTEXT = "context";
    public static final String PROGRESS = "progress";
    public static final String SUBTASK = "subtask";
    public static final String QUESTION = "question";
    public static final String VERDICT = "verdict";

    private DoorCall() {}

    /** {@link #CONTEXT} has none. */
    public record Nothing() {}

    /**
     * The answer to {@link #CONTEXT}: the run's task, as it is now.
     *
     * @param directives that stand: those of the prompt and those that came since
     * @param check what is run on the work at the end
     * @param conflicts files to resolve, where the epic was merged into the branch
     */
    public record Context(
            UUID run,
            String purpose,
            int attempt,
            String plan,
            Optional<TaskPacket> task,
            String epic,
            Optional<String> branch,
            String commit,
            List<String> findings,
            List<String> directives,
            Optional<String> check,
            List<String> conflicts) {
        public Context {
            findings = List.copyOf(findings);
            directives = List.copyOf(directives);
            conflicts = List.copyOf(conflicts);
        }
    }

    /** Parameters of {@link #PROGRESS}. */
    public record Progress(String text) {}

    /**
     * Parameters of {@link #QUESTION}.
     *
     * @param answers what may be answered; empty when any text may be
     * @param waitSeconds 0 or nothing when the agent goes on at once
     */
    public record Question(
            String text, @HasDefault List<String> answers, Optional<Integer> waitSeconds) {
        public Question {
            answers = answers == null ? List.of() : List.copyOf(answers);
        }

        /** How long the agent waits; empty when it goes on at once. */
        public Optional<Duration> patience() {
            return waitSeconds.filter(seconds -> seconds > 0).map(Duration::ofSeconds);
        }
    }

    /** The answer to {@link #QUESTION}; empty when nobody answered, or nobody waited. */
    public record Answer(Optional<String> answer) {}

    /** Parameters of {@link #VERDICT}. {@code reason} is demanded for a rejection. */
    public record Verdict(
            boolean approved, @HasDefault String reason, @HasDefault List<String> findings) {
        public Verdict {
            reason = reason == null ? "" : reason;
            findings = findings == null ? List.of() : List.copyOf(findings);
        }
    }

    /** The answer to {@link #VERDICT}: the commit it is bound to. */
    public record Judged(String commit) {}
}

package dev.maestro.protocol.work;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * News of a project, numbered without gaps and sent to its channel as the notification {@code
 * event}. The {@code type} on the wire is the interface's word, a dot, and the record's name in
 * snake case: {@code task.in_review}.
 */
public sealed interface WorkEvent {

    /** The event's type on the wire. */
    default String type() {
        return typeOf(getClass());
    }

    /** The type on the wire of all events of this record. */
    static String typeOf(Class<? extends WorkEvent> event) {
        String family = event.getInterfaces()[0].getSimpleName();
        return snake(family.substring(0, family.length() - "News".length()))
                + "."
                + snake(event.getSimpleName());
    }

    private static String snake(String camel) {
        return camel.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
    }

    /** {@code plan.*}. */
    sealed interface PlanNews extends WorkEvent {
        UUID plan();

        record Created(UUID plan, String title) implements PlanNews {}

        record Activated(UUID plan, String epicBranch) implements PlanNews {}

        record Paused(UUID plan) implements PlanNews {}

        record Resumed(UUID plan) implements PlanNews {}

        record Replanned(UUID plan, int added, int changed, int dropped) implements PlanNews {}

        record Completed(UUID plan) implements PlanNews {}

        record Cancelled(UUID plan) implements PlanNews {}

        record Released(UUID plan, String commit) implements PlanNews {}
    }

    /** {@code task.*}. */
    sealed interface TaskNews extends WorkEvent {
        UUID plan();

        UUID task();

        record Created(UUID plan, UUID task, int number, String title) implements TaskNews {}

        record Changed(UUID plan, UUID task) implements TaskNews {}

        record Dispatched(UUID plan, UUID task, UUID run) implements TaskNews {}

        record Started(UUID plan, UUID task, UUID run) implements TaskNews {}

        record InReview(UUID plan, UUID task, String commit) implements TaskNews {}

        record Approved(UUID plan, UUID task, String commit) implements TaskNews {}

        record Rejected(UUID plan, UUID task, String commit, String reason, int rejections)
                implements TaskNews {}

        record Merged(UUID plan, UUID task, String mergeCommit) implements TaskNews {}

        record Conflicted(UUID plan, UUID task, List<String> paths) implements TaskNews {}

        record Paused(UUID plan, UUID task) implements TaskNews {}

        record Resumed(UUID plan, UUID task) implements TaskNews {}

        record NeedsOperator(UUID plan, UUID task, String waitsFor) implements TaskNews {}

        record Done(UUID plan, UUID task) implements TaskNews {}

        record Cancelled(UUID plan, UUID task) implements TaskNews {}
    }

    /** {@code run.*}. */
    sealed interface RunNews extends WorkEvent {
        UUID run();

        record Queued(UUID run, Optional<UUID> task, Purpose purpose, int attempt)
                implements RunNews {}

        record Dispatched(UUID run, Optional<UUID> task, UUID session, long fence)
                implements RunNews {}

        record Started(UUID run, Optional<UUID> task, UUID session, String provider)
                implements RunNews {}

        /** Told at most every two seconds for one run; the newest words stand on its page. */
        record Progress(UUID run, Optional<UUID> task, String text) implements RunNews {}

        record Paused(UUID run, Optional<UUID> task, FailureReason reason, Instant resumeAt)
                implements RunNews {}

        record Orphaned(UUID run, Optional<UUID> task, FailureReason reason) implements RunNews {}

        record Succeeded(UUID run, Optional<UUID> task, Purpose purpose) implements RunNews {}

        record Failed(
                UUID run, Optional<UUID> task, Purpose purpose, FailureReason reason, String detail)
                implements RunNews {}

        record Cancelled(UUID run, Optional<UUID> task, FailureReason reason) implements RunNews {}
    }

    /** {@code session.*}. */
    sealed interface SessionNews extends WorkEvent {
        UUID session();

        record Online(UUID session, String name) implements SessionNews {}

        /** It holds a run now and held none before. */
        record Busy(UUID session) implements SessionNews {}

        /** It holds no run any more. */
        record Idle(UUID session) implements SessionNews {}

        /** It is asked to run nothing before that time, or, without one, nothing at all. */
        record Limited(UUID session, String reason, Optional<Instant> until)
                implements SessionNews {}

        record Offline(UUID session, String reason) implements SessionNews {}
    }

    /** {@code comment.*}. */
    sealed interface CommentNews extends WorkEvent {
        record Added(UUID task, UUID comment, String author) implements CommentNews {}
    }

    /** {@code directive.*}. */
    sealed interface DirectiveNews extends WorkEvent {
        UUID directive();

        /** {@code run} and {@code task} are whom it is said to; each empty when it is for more. */
        record Given(UUID directive, Optional<UUID> run, Optional<UUID> task, String text)
                implements DirectiveNews {}

        /** The agent of a run was told, or will be. */
        record Delivered(UUID directive, UUID run, Delivery delivery) implements DirectiveNews {}

        record Cleared(UUID directive) implements DirectiveNews {}
    }

    /** {@code question.*}: an agent waits for a person. */
    sealed interface QuestionNews extends WorkEvent {
        UUID question();

        record Asked(
                UUID question, UUID run, Optional<UUID> task, String text, Optional<Instant> until)
                implements QuestionNews {}

        record Answered(UUID question, UUID run, Optional<UUID> task, String answer)
                implements QuestionNews {}
    }

    /** {@code context_file.*}. */
    sealed interface ContextFileNews extends WorkEvent {
        /** {@code kind} is codebase, workflow or notes. */
        record Updated(String kind, int version) implements ContextFileNews {}
    }

    /** {@code knowledge.*}. */
    sealed interface KnowledgeNews extends WorkEvent {
        record Updated(String commit, int added, int changed, int removed)
                implements KnowledgeNews {}
    }

    /** {@code report.*}. */
    sealed interface ReportNews extends WorkEvent {
        record Ready(UUID report, String kind) implements ReportNews {}
    }
}

package dev.maestro.studio.merge;

import dev.maestro.git.BareClone;
import dev.maestro.git.CommitId;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.Project;
import java.util.Optional;

/**
 * What differs between merging a task and releasing a plan. The methods with a transaction lock
 * what they change and are called before the merge's own row is touched: plan, task, then merge.
 */
sealed interface Course permits TaskCourse, ReleaseCourse {

    /** One merge with what it belongs to, as read before a step. */
    record Item(Merge merge, Plan plan, Project project, BareClone bare) {}

    /** The two sides of a merge; or why there are none. */
    sealed interface Sides {

        record Ready(CommitId onto, CommitId commit) implements Sides {}

        /** It cannot go on until somebody pushes a branch again, for which it waits some time. */
        record Missing(String sentence) implements Sides {}

        /** The branch no longer holds what was approved, but this. */
        record Reopened(CommitId actual) implements Sides {}
    }

    /** The branch that is to be moved. */
    String targetRef(Item item);

    /** Why the merge is no longer wanted; empty when it is. */
    Optional<String> obstacle(Transaction tx, Item item);

    /** Outside any transaction; both sides are mostly in the clone, but need not be. */
    Sides sides(Item item);

    /** Fetches what {@link #sides} named; a sentence when the remote does not have it. */
    Optional<String> fetch(Item item, Sides.Ready sides);

    /**
     * The branch that must still hold exactly the merged commit when the target is moved, if that
     * matters.
     */
    Optional<String> sourceRef(Item item);

    /** The target was not where {@link #sides} said. */
    void missed(Item item);

    String message(Transaction tx, Item item);

    Purpose gatePurpose();

    /** The branch holds {@code landed}. Called only while {@link #obstacle} is empty. */
    void landed(Transaction tx, Item item, Merge landed);

    /** A branch that {@link #sides} needs did not come back; the sentence names it. */
    void missing(Transaction tx, Item item, String sentence);

    void conflicted(Transaction tx, Item item, Merge conflicted);

    void reopened(Transaction tx, Item item, CommitId actual);

    /** The check ended with this code on the merge result. */
    void gateFailed(Transaction tx, Item item, int exitCode, String log);

    /** The check could not be run. */
    void gateGivenUp(Transaction tx, Item item, String sentence);
}

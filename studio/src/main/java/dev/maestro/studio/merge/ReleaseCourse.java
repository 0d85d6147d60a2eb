package dev.maestro.studio.merge;

import dev.maestro.git.CommitId;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.WorkEvent;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.PlanState;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.ProjectEvent;
import dev.maestro.studio.platform.Transaction;
import java.util.Optional;

/** A finished epic on its way into the base branch. Any thread may use it. */
final class ReleaseCourse implements Course {

    private final Plans plans;
    private final MergeStore store;
    private final CleanupStore cleanups;

    ReleaseCourse(Plans plans, MergeStore store, CleanupStore cleanups) {
        this.plans = plans;
        this.store = store;
        this.cleanups = cleanups;
    }

    @Override
    public String targetRef(Item item) {
        return "refs/heads/" + item.project().baseBranch();
    }

    @Override
    public Optional<String> obstacle(Transaction tx, Item item) {
        if (item.plan().state() != PlanState.ACTIVE) {
            return Optional.of("the plan is no longer active");
        }
        return store.hasOpenTasks(tx, item.merge())
                ? Optional.of("the plan has tasks again that have not ended")
                : Optional.empty();
    }

    @Override
    public Sides sides(Item item) {
        Optional<CommitId> epic = head(item, item.plan().epicRef());
        Optional<CommitId> base = head(item, targetRef(item));
        if (epic.isPresent() && base.isPresent()) {
            return new Sides.Ready(base.get(), epic.get());
        }
        return new Sides.Missing(
                "the remote has no branch %s; push it again"
                        .formatted(
                                base.isPresent()
                                        ? item.plan().epicBranch().orElseThrow()
                                        : item.project().baseBranch()));
    }

    /** Both were fetched when they were asked for. */
    @Override
    public Optional<String> fetch(Item item, Sides.Ready sides) {
        return Optional.empty();
    }

    /** What is pushed to the epic later is not released, and so the epic is not removed. */
    @Override
    public Optional<String> sourceRef(Item item) {
        return Optional.empty();
    }

    private static Optional<CommitId> head(Item item, String ref) {
        return item.bare().remoteHead(ref).filter(head -> item.bare().fetchCommit(head, ref));
    }

    /** Nothing is remembered: the base branch is asked for anew each time. */
    @Override
    public void missed(Item item) {}

    @Override
    public String message(Transaction tx, Item item) {
        Plan plan = item.plan();
        return new ReleaseNotes(plan.id(), plan.title(), plan.goal(), store.entries(tx, plan.id()))
                .text();
    }

    @Override
    public Purpose gatePurpose() {
        return Purpose.RELEASE;
    }

    @Override
    public void landed(Transaction tx, Item item, Merge landed) {
        Plan plan = item.plan();
        String commit = landed.mergeCommit().orElseThrow().hex();
        plans.lock(tx, plan.id());
        tx.publish(
                ProjectEvent.of(
                                landed.projectId().value(),
                                "plan.released",
                                new WorkEvent.PlanNews.Released(plan.id().value(), commit))
                        .plan(plan.id().value()));
        plans.completed(tx, plan.id());
        cleanups.add(tx, landed, plan.epicRef(), landed.commitId());
    }

    /** As after a conflict. */
    @Override
    public void missing(Transaction tx, Item item, String sentence) {}

    /** The sentence stands on the merge; a person mends it and asks for the release again. */
    @Override
    public void conflicted(Transaction tx, Item item, Merge conflicted) {}

    @Override
    public void reopened(Transaction tx, Item item, CommitId actual) {
        throw new IllegalStateException("an epic is released where it is");
    }

    /** As after a conflict. */
    @Override
    public void gateFailed(Transaction tx, Item item, int exitCode, String log) {}

    /** As after a conflict. */
    @Override
    public void gateGivenUp(Transaction tx, Item item, String sentence) {}
}

package dev.maestro.studio.merge;

import dev.maestro.git.CommitId;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.plan.PlanState;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.review.Reviews;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.TaskState;
import dev.maestro.studio.task.Tasks;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An approved commit on its way into the epic. Any thread may use it. */
final class TaskCourse implements Course {

    /** Each time so many gates have failed, or merges conflicted, a person decides. */
    private static final int PATIENCE_WITH_GATES = 3;

    private static final int PATIENCE_WITH_CONFLICTS = 5;
    private static final String AGAIN = "; \"Try again\" starts it again, \"Cancel\" gives it up";

    private final Database database;
    private final Tasks tasks;
    private final Reviews reviews;
    private final MergeStore store;
    private final CleanupStore cleanups;

    /**
     * Where we last saw each epic. Only a saving of questions to the remote: who relies on a stale
     * one is told so by the compare-and-set push, and asks.
     */
    private final Map<PlanId, CommitId> epics = new ConcurrentHashMap<>();

    TaskCourse(
            Database database,
            Tasks tasks,
            Reviews reviews,
            MergeStore store,
            CleanupStore cleanups) {
        this.database = database;
        this.tasks = tasks;
        this.reviews = reviews;
        this.store = store;
        this.cleanups = cleanups;
    }

    @Override
    public String targetRef(Item item) {
        return item.plan().epicRef();
    }

    @Override
    public Optional<String> obstacle(Transaction tx, Item item) {
        if (item.plan().state() != PlanState.ACTIVE) {
            return Optional.of("the plan is no longer active");
        }
        Task task = tasks.task(tx, item.merge().task());
        boolean approved =
                task.state() == TaskState.APPROVED
                        && task.headCommit().equals(Optional.of(item.merge().commitId().hex()));
        return approved
                ? Optional.empty()
                : Optional.of("the task is no longer approved with this commit");
    }

    @Override
    public Sides sides(Item item) {
        Optional<CommitId> epic = epic(item);
        if (epic.isEmpty()) {
            return new Sides.Missing(
                    "the remote has no branch %s; push it again"
                            .formatted(item.plan().epicBranch().orElseThrow()));
        }
        CommitId commit = item.merge().commitId();
        if (item.project().checkCommand().isPresent()) {
            // Before a gate, which may take long, it is worth asking; else the push will tell.
            String ref = branchRef(item);
            Optional<CommitId> actual =
                    item.bare().remoteHead(ref).filter(head -> !head.equals(commit));
            if (actual.isPresent()) {
                item.bare().fetchCommit(actual.get(), ref);
                return new Sides.Reopened(actual.get());
            }
        }
        return new Sides.Ready(epic.get(), commit);
    }

    @Override
    public Optional<String> fetch(Item item, Sides.Ready sides) {
        item.bare().fetchCommit(sides.onto(), targetRef(item));
        return item.bare().fetchCommit(sides.commit(), branchRef(item))
                ? Optional.empty()
                : Optional.of(
                        "the remote no longer has the approved commit %s on %s"
                                .formatted(sides.commit().abbreviated(), branchRef(item)));
    }

    @Override
    public Optional<String> sourceRef(Item item) {
        return Optional.of(branchRef(item));
    }

    private String branchRef(Item item) {
        return database.reading(tx -> tasks.task(tx, item.merge().task())).branchRef();
    }

    private Optional<CommitId> epic(Item item) {
        CommitId known = epics.get(item.plan().id());
        if (known != null) {
            return Optional.of(known);
        }
        String ref = targetRef(item);
        Optional<CommitId> head =
                item.bare().remoteHead(ref).filter(h -> item.bare().fetchCommit(h, ref));
        head.ifPresent(commit -> epics.put(item.plan().id(), commit));
        return head;
    }

    @Override
    public void missed(Item item) {
        epics.remove(item.plan().id());
    }

    @Override
    public String message(Transaction tx, Item item) {
        Merge merge = item.merge();
        Task task = tasks.task(tx, merge.task());
        return new MergeMessage(
                        merge.planId(),
                        task.id(),
                        task.number(),
                        task.title(),
                        store.authorRun(tx, task.id()),
                        reviews.approval(tx, task.id(), merge.commitId()))
                .text();
    }

    @Override
    public Purpose gatePurpose() {
        return Purpose.CHECK;
    }

    @Override
    public void landed(Transaction tx, Item item, Merge landed) {
        CommitId commit = landed.mergeCommit().orElseThrow();
        Task task = tasks.rounds().merged(tx, landed.task(), commit.hex());
        cleanups.add(tx, landed, task.branchRef(), landed.commitId());
        cleanups.add(tx, landed, task.snapshotRef(), landed.commitId());
        tx.afterCommit(() -> epics.put(landed.planId(), commit));
    }

    @Override
    public void conflicted(Transaction tx, Item item, Merge conflicted) {
        Task task = tasks.lock(tx, conflicted.task());
        int before = store.count(tx, task.id(), MergeState.CONFLICTED);
        if (conflicted.conflicts().isEmpty()) {
            tasks.orders()
                    .needsOperator(
                            tx,
                            task.id(),
                            "its branch cannot be merged into the epic: %s"
                                            .formatted(conflicted.detail())
                                    + AGAIN);
        } else if ((before + 1) % PATIENCE_WITH_CONFLICTS == 0) {
            tasks.orders()
                    .needsOperator(
                            tx,
                            task.id(),
                            "it conflicted with the epic %d times, now in %s"
                                            .formatted(
                                                    before + 1,
                                                    String.join(", ", conflicted.conflicts()))
                                    + AGAIN);
        } else {
            tasks.rounds()
                    .conflicted(
                            tx,
                            task.id(),
                            conflicted.ontoCommit().orElseThrow().hex(),
                            conflicted.conflicts());
        }
    }

    @Override
    public void reopened(Transaction tx, Item item, CommitId actual) {
        tasks.rounds().reopened(tx, item.merge().task(), actual.hex());
    }

    @Override
    public void gateFailed(Transaction tx, Item item, int exitCode, String log) {
        Task task = tasks.lock(tx, item.merge().task());
        int before = store.count(tx, task.id(), MergeState.GATE_FAILED);
        if ((before + 1) % PATIENCE_WITH_GATES == 0) {
            tasks.orders()
                    .needsOperator(
                            tx,
                            task.id(),
                            "the check failed %d times on the merge with the epic, last with exit code %d"
                                            .formatted(before + 1, exitCode)
                                    + AGAIN);
        } else {
            tasks.rounds().gateFailed(tx, task.id(), log);
        }
    }

    @Override
    public void gateGivenUp(Transaction tx, Item item, String sentence) {
        tasks.orders()
                .needsOperator(
                        tx, item.merge().task(), sentence + ". Retry lets a session try again");
    }
}

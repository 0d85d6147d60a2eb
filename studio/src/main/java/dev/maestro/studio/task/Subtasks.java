package dev.maestro.studio.task;

import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.RunMethod.SubtaskRequest;
import dev.maestro.protocol.work.WorkEvent.TaskNews;
import dev.maestro.studio.plan.Outline.OutlineTask;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.plan.PlanState;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.Slug;
import java.time.Duration;
import java.util.List;

/** What agents want done besides. Any thread may use it. */
public final class Subtasks {

    /** So many tasks an agent may add to a plan without being asked. */
    private static final int WITHOUT_ASKING = 3;

    private final Plans plans;
    private final Tasks tasks;
    private final Comments comments;

    Subtasks(Plans plans, Tasks tasks, Comments comments) {
        this.plans = plans;
        this.tasks = tasks;
        this.comments = comments;
    }

    /**
     * What an agent wants done besides: the first three of a plan become tasks of the same phase at
     * once, further ones a question to the operator. The plan must be locked before the task.
     */
    public void add(Transaction tx, Task parent, String author, SubtaskRequest wanted) {
        Plan plan = plans.lock(tx, parent.planId());
        if (wanted.title().isBlank() || wanted.title().length() > 200) {
            throw Refused.invalid("title", "a task's title has 1 to 200 characters");
        }
        if (plan.subtasks() >= WITHOUT_ASKING || plan.state() != PlanState.ACTIVE) {
            comments.add(
                    tx,
                    parent.id(),
                    author,
                    Comment.Kind.QUESTION,
                    "May this become a task of its own? %s%n%n%s"
                            .formatted(wanted.title(), wanted.description()));
            return;
        }
        OutlineTask task =
                new OutlineTask(
                        freeSlug(tx, plan.id(), wanted.title()),
                        wanted.title().strip(),
                        wanted.description(),
                        wanted.criteria(),
                        wanted.skills(),
                        List.of(),
                        wanted.estimateMinutes().filter(time -> time > 0).map(Duration::ofMinutes),
                        wanted.paths(),
                        false);
        Task child = tasks.task(tx, new TaskId(plans.addTask(tx, plan, parent.phaseId(), task)));
        TaskLog.publish(
                tx,
                child,
                new TaskNews.Created(
                        plan.id().value(), child.id().value(), child.number(), child.title()));
    }

    private String freeSlug(Transaction tx, PlanId plan, String title) {
        List<String> taken = TaskStore.ofPlan(tx, plan).stream().map(Task::slug).toList();
        String wish = Slug.of(title, 40, "subtask");
        String slug = wish;
        for (int number = 2; taken.contains(slug); number++) {
            slug = wish + "-" + number;
        }
        return slug;
    }
}

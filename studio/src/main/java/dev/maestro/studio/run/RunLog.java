package dev.maestro.studio.run;

import dev.maestro.protocol.work.WorkEvent.RunNews;
import dev.maestro.studio.platform.ProjectEvent;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.task.TaskId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each step of a run down: as a row, as news, and after the commit as a line in the log. */
final class RunLog {

    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

    private RunLog() {}

    static void step(Transaction tx, Run before, Run after, RunTrigger trigger, String detail) {
        RunStepStore.step(
                tx,
                new RunStep(
                        after.id(),
                        tx.now(),
                        trigger,
                        after.state(),
                        after.fence(),
                        detail.strip()));
        tx.afterCommit(() ->
                LOG.info(
                        "run {} {} {} → {} (fence {}) {}",
                        after.id(),
                        word(after.purpose()),
                        before.state(),
                        after.state(),
                        after.fence(),
                        detail.strip()));
    }

    /** A state that is passed through. */
    static void step(
            Transaction tx, Run before, RunState state, RunTrigger trigger, String detail) {
        RunStepStore.step(
                tx,
                new RunStep(before.id(), tx.now(), trigger, state, before.fence(), detail.strip()));
    }

    static void queued(Transaction tx, Run run) {
        publish(
                tx,
                run,
                new RunNews.Queued(run.id().value(), task(run), run.purpose(), run.attempt()));
    }

    static void publish(Transaction tx, Run run, RunNews news) {
        UUID plan = run.planId().value();
        ProjectEvent event =
                ProjectEvent.of(run.projectId().value(), news.type(), news)
                        .plan(plan)
                        .run(run.id().value());
        ProjectEvent ofTask = run.taskId().map(task -> event.task(task.value())).orElse(event);
        tx.publish(
                run.lastSession().map(session -> ofTask.session(session.value())).orElse(ofTask));
    }

    /** The task as news name it. */
    static Optional<UUID> task(Run run) {
        return run.taskId().map(TaskId::value);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

package dev.maestro.studio.run;

import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.WorkEvent.DirectiveNews;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.Session;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.ProjectEvent;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.run.DirectiveStore.Waiting;
import dev.maestro.studio.workspace.Permission;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What operators say to agents: it stands until it is cleared, is in the prompt of every run it
 * concerns, and is sent to the agents that are at work. Any thread may use it.
 */
public final class Directives {

    private static final int LONGEST = 4_000;

    private final Database database;
    private final Projects projects;
    private final Plans plans;
    private final Fleet fleet;
    private final Runs runs;
    private final RunPost post;

    Directives(
            Database database,
            Projects projects,
            Plans plans,
            Fleet fleet,
            Runs runs,
            RunPost post) {
        this.database = database;
        this.projects = projects;
        this.plans = plans;
        this.fleet = fleet;
        this.runs = runs;
        this.post = post;
    }

    /**
     * Says a sentence.
     *
     * @throws Refused {@code invalid_params} for an empty or a very long text, {@code not_found},
     *     {@code forbidden}
     */
    public UUID give(UserId by, DirectiveTarget target, String text) {
        String sentence = text.strip();
        if (sentence.isEmpty() || sentence.length() > LONGEST) {
            throw Refused.invalid(
                    "text",
                    "a directive has 1 to 4,000 characters, and this one has " + sentence.length());
        }
        return database.inTransaction(tx -> {
            ProjectId project = project(tx, target);
            projects.require(tx, by, project, Permission.STEER);
            UUID id = DirectiveStore.insert(tx, project, target, by, sentence);
            publish(tx, project, target, id, sentence);
            DirectiveStore.holdersNow(tx, target)
                    .forEach(holder ->
                            tx.afterCommit(() ->
                                    post.steer(holder.session(), holder.run(), sentence, id)));
            return id;
        });
    }

    /**
     * It stands no more: runs that start from now on do not hear of it.
     *
     * @throws Refused {@code not_found} when there is none or it was cleared, {@code forbidden}
     */
    public void clear(UserId by, UUID directive) {
        database.inTransactionDo(tx -> {
            ProjectId project =
                    DirectiveStore.clear(tx, directive)
                            .orElseThrow(() -> Refused.notFound("directive", directive));
            projects.require(tx, by, project, Permission.STEER);
            DirectiveNews.Cleared cleared = new DirectiveNews.Cleared(directive);
            tx.publish(ProjectEvent.of(project.value(), cleared.type(), cleared));
        });
    }

    /** What stands in a project, the oldest first. */
    public List<DirectiveLine> standing(UserId user, ProjectId project) {
        return database.reading(tx -> {
            projects.require(tx, user, project, Permission.VIEW);
            return DirectiveStore.standing(tx, project);
        });
    }

    /** The standing words of operators for a run that is about to start. */
    public List<String> standing(Run run) {
        return database.reading(tx -> DirectiveStore.standing(tx, run));
    }

    /** A client says when the agent of its run hears of a directive. */
    void steered(SessionId caller, RunMethod.Steered steered) {
        database.inTransactionDo(tx -> {
            Run run = runs.run(tx, new RunId(steered.run()));
            RunLocks.requireHolder(caller, run, steered.fence());
            if (DirectiveStore.delivered(tx, steered.directive(), run.id(), steered.delivery())) {
                DirectiveNews.Delivered news =
                        new DirectiveNews.Delivered(
                                steered.directive(), steered.run(), steered.delivery());
                tx.publish(
                        ProjectEvent.of(run.projectId().value(), news.type(), news)
                                .plan(run.planId().value())
                                .run(steered.run()));
            }
        });
    }

    /** Says again what a session that lost its connection may not have heard. */
    void sayAgain(SessionId session) {
        for (Waiting waiting : database.reading(tx -> DirectiveStore.undelivered(tx, session))) {
            post.steer(session, waiting.run(), waiting.text(), waiting.directive());
        }
    }

    private ProjectId project(Transaction tx, DirectiveTarget target) {
        return switch (target) {
            case DirectiveTarget.OfRun(RunId run) -> runs.run(tx, run).projectId();
            case DirectiveTarget.OfPlan(var plan) -> plans.plan(tx, plan).projectId();
            case DirectiveTarget.OfSession(SessionId session) ->
                    fleet.session(tx, session).projectId();
        };
    }

    private void publish(
            Transaction tx, ProjectId project, DirectiveTarget target, UUID id, String text) {
        ProjectEvent event =
                switch (target) {
                    case DirectiveTarget.OfRun(RunId runId) -> {
                        Run run = runs.run(tx, runId);
                        yield given(project, id, text, Optional.of(runId.value()), RunLog.task(run))
                                .plan(run.planId().value())
                                .run(runId.value());
                    }
                    case DirectiveTarget.OfPlan(var plan) -> {
                        Plan found = plans.plan(tx, plan);
                        yield given(project, id, text, Optional.empty(), Optional.empty())
                                .plan(found.id().value());
                    }
                    case DirectiveTarget.OfSession(SessionId session) -> {
                        Session found = fleet.session(tx, session);
                        yield given(project, id, text, Optional.empty(), Optional.empty())
                                .session(found.id().value());
                    }
                };
        tx.publish(event);
    }

    private static ProjectEvent given(
            ProjectId project, UUID id, String text, Optional<UUID> run, Optional<UUID> task) {
        DirectiveNews.Given given = new DirectiveNews.Given(id, run, task, text);
        return ProjectEvent.of(project.value(), given.type(), given);
    }
}

package dev.maestro.studio.plan;

import dev.maestro.git.BareClone;
import dev.maestro.git.CommitId;
import dev.maestro.git.GitFailed;
import dev.maestro.git.PushResult;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.WorkEvent.PlanNews;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.plan.Outline.OutlineTask;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.ProjectEvent;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.Clones;
import dev.maestro.studio.project.Project;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.project.Slug;
import dev.maestro.studio.workspace.Permission;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of the plans. Each verb of a user refuses with {@code not_found} or {@code forbidden}
 * whom the permission matrix refuses, and with {@code invalid_transition} what the lifecycle does
 * not know. Any thread may use it.
 */
public final class Plans {

    private static final Logger LOG = LoggerFactory.getLogger(Plans.class);
    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int LONGEST_OUTLINE = 1_000_000;

    private final Database database;
    private final Projects projects;
    private final Clones clones;
    private final SecureRandom random = new SecureRandom();

    /** Epics that were seen on the remote since the start. */
    private final Set<PlanId> epics = ConcurrentHashMap.newKeySet();

    private Plans(Database database, Projects projects, Clones clones) {
        this.database = database;
        this.projects = projects;
        this.clones = clones;
    }

    public static Plans open(Database database, Projects projects, Clones clones) {
        return new Plans(database, projects, clones);
    }

    /**
     * A draft from an outline; docs/outline.md has the syntax.
     *
     * @throws Refused {@code invalid_params} with all mistakes of the outline
     */
    public Plan create(UserId by, ProjectId project, String outline) {
        Outline read = read(outline);
        return database.inTransaction(tx -> {
            projects.require(tx, by, project, Permission.EDIT_PLAN);
            Plan plan =
                    new Plan(
                            PlanId.random(),
                            project,
                            read.title(),
                            read.goal(),
                            outline,
                            PlanState.DRAFT,
                            Optional.empty(),
                            Optional.empty(),
                            by,
                            tx.now(),
                            Optional.empty(),
                            Optional.empty(),
                            0);
            PlanStore.insert(tx, plan);
            publish(tx, plan, new PlanNews.Created(plan.id().value(), plan.title()));
            new Replanning(tx, plan.id(), project, read, Set.of()).apply();
            return plan;
        });
    }

    /**
     * Replaces a draft, or changes a running plan: tasks are known by their slug, new ones are
     * added, untouched ones changed or dropped, started ones kept, and those of agents, which no
     * outline has named.
     *
     * @throws Refused {@code invalid_params} with all mistakes of the outline; {@code conflict}
     *     with {@code conflicts} when it would change what was started
     */
    public Plan edit(UserId by, PlanId id, String outline) {
        Outline read = read(outline);
        require(by, id, Permission.EDIT_PLAN);
        return database.inTransaction(tx -> {
            Plan plan = lock(tx, id);
            switch (plan.state()) {
                case DRAFT -> PlanStore.deletePhases(tx, id);
                case ACTIVE, PAUSED -> {}
                case COMPLETED, ARCHIVED, CANCELLED -> throw refused(plan, "edit");
            }
            Replanning.Changes changes =
                    new Replanning(tx, id, plan.projectId(), read, slugs(plan.outline())).apply();
            publish(
                    tx,
                    plan,
                    new PlanNews.Replanned(
                            id.value(), changes.added(), changes.changed(), changes.dropped()));
            return PlanStore.text(tx, id, read, outline);
        });
    }

    /**
     * Pins the epic branch and its base and lets the tasks go. The branch is pushed after the
     * commit; should that fail, the dispatcher does it.
     *
     * @throws Refused {@code conflict} when the base branch is gone
     */
    public Plan activate(UserId by, PlanId id) {
        Plan before = require(by, id, Permission.ACTIVATE_PLAN);
        PlanState.LIFECYCLE.next(before.state(), PlanTrigger.ACTIVATE);
        Project project = projects.project(before.projectId());
        CommitId base =
                clones.of(project)
                        .remoteHead("refs/heads/" + project.baseBranch())
                        .orElseThrow(() ->
                                new Refused(
                                        RefusalCode.CONFLICT,
                                        "the base branch %s is not on the remote"
                                                .formatted(project.baseBranch())));
        Plan active =
                database.inTransaction(tx -> {
                    Plan plan = lock(tx, id);
                    PlanState.LIFECYCLE.next(plan.state(), PlanTrigger.ACTIVATE);
                    String epic = "epic/%s-%s".formatted(Slug.of(plan.title(), 40, "plan"), six());
                    Plan next = PlanStore.activate(tx, id, epic, base.hex());
                    publish(tx, next, new PlanNews.Activated(id.value(), epic));
                    return next;
                });
        try {
            if (!ensureEpic(active)) {
                LOG.warn("plan {}: the epic branch is not pushed yet", id);
            }
        } catch (GitFailed e) {
            LOG.warn("plan {}: the epic branch is not pushed yet", id, e);
        }
        return active;
    }

    /** Nothing new starts from now on; the dispatcher takes back what is under way. */
    public Plan pause(UserId by, PlanId id) {
        require(by, id, Permission.PAUSE_PLAN);
        return step(id, PlanTrigger.PAUSE, new PlanNews.Paused(id.value()));
    }

    public Plan resume(UserId by, PlanId id) {
        require(by, id, Permission.PAUSE_PLAN);
        return step(id, PlanTrigger.RESUME, new PlanNews.Resumed(id.value()));
    }

    /** Gives the plan up; the dispatcher cancels its runs and tasks. Branches are kept. */
    public Plan cancel(UserId by, PlanId id) {
        require(by, id, Permission.EDIT_PLAN);
        return step(id, PlanTrigger.CANCEL, new PlanNews.Cancelled(id.value()));
    }

    public Plan archive(UserId by, PlanId id) {
        require(by, id, Permission.EDIT_PLAN);
        return database.inTransaction(tx -> {
            Plan plan = lock(tx, id);
            return PlanStore.state(
                    tx, id, PlanState.LIFECYCLE.next(plan.state(), PlanTrigger.ARCHIVE));
        });
    }

    /**
     * @throws Refused {@code not_found}
     */
    public Plan plan(PlanId id) {
        return database.reading(tx -> plan(tx, id));
    }

    /** As {@link #plan(PlanId)}, inside the caller's transaction. */
    public Plan plan(Transaction tx, PlanId id) {
        return PlanStore.find(tx, id).orElseThrow(() -> Refused.notFound("plan", id));
    }

    /** As {@link #plan(PlanId)}, locked: before any of its tasks. */
    public Plan lock(Transaction tx, PlanId id) {
        return PlanStore.lock(tx, id).orElseThrow(() -> Refused.notFound("plan", id));
    }

    /** As {@link #plan(PlanId)}, kept from changing until the transaction ends. */
    public Plan share(Transaction tx, PlanId id) {
        return PlanStore.share(tx, id).orElseThrow(() -> Refused.notFound("plan", id));
    }

    /**
     * The plan, when this user may do this in its project.
     *
     * @throws Refused {@code not_found} or {@code forbidden}
     */
    public Plan require(UserId user, PlanId id, Permission permission) {
        return database.reading(tx -> {
            Plan plan = plan(tx, id);
            projects.require(tx, user, plan.projectId(), permission);
            return plan;
        });
    }

    public Optional<Plan> find(PlanId id) {
        return database.reading(tx -> PlanStore.find(tx, id));
    }

    /** Newest first. */
    public List<Plan> ofProject(ProjectId project) {
        return database.reading(tx -> PlanStore.ofProject(tx, project));
    }

    /** The projects with an active or paused plan. */
    public List<ProjectId> projectsThatMove() {
        return database.reading(PlanStore::projectsThatMove);
    }

    public List<Phase> phases(PlanId plan) {
        return database.reading(tx -> PlanStore.phases(tx, plan));
    }

    /** For the room of merges: the release has landed. Locks the plan. */
    public void completed(Transaction tx, PlanId id) {
        Plan plan = lock(tx, id);
        PlanStore.state(tx, id, PlanState.LIFECYCLE.next(plan.state(), PlanTrigger.COMPLETE));
        publish(tx, plan, new PlanNews.Completed(id.value()));
        tx.afterCommit(() -> LOG.info("plan {} ACTIVE → COMPLETED", id));
    }

    /**
     * For the room of tasks: adds a task to a locked plan's phase at the wish of an agent, and
     * counts it. Returns the id of the task.
     */
    public UUID addTask(Transaction tx, Plan plan, PhaseId phase, OutlineTask task) {
        int number = PlanStore.lastNumber(tx, plan.id()) + 1;
        UUID id = PlanStore.insertTask(tx, plan.id(), plan.projectId(), phase, number, task);
        PlanStore.countSubtask(tx, plan.id());
        return id;
    }

    /**
     * Makes sure that an active plan's epic branch is on the remote, and says whether it is. Asks
     * the remote once per plan and start; safe to repeat.
     */
    public boolean ensureEpic(Plan plan) {
        if (epics.contains(plan.id())) {
            return true;
        }
        BareClone clone = clones.of(projects.project(plan.projectId()));
        boolean there = clone.remoteHead(plan.epicRef()).isPresent();
        if (!there) {
            CommitId base = CommitId.parse(plan.baseCommit().orElseThrow());
            Project project = projects.project(plan.projectId());
            if (!clone.fetchCommit(base, "refs/heads/" + project.baseBranch())) {
                LOG.warn("plan {}: the base commit {} is gone from the remote", plan.id(), base);
                return false;
            }
            there =
                    clone.push(plan.epicRef(), Optional.empty(), Optional.of(base))
                            instanceof PushResult.Pushed;
        }
        if (there) {
            epics.add(plan.id());
        }
        return there;
    }

    private Plan step(PlanId id, PlanTrigger trigger, PlanNews news) {
        return database.inTransaction(tx -> {
            Plan plan = lock(tx, id);
            PlanState next = PlanState.LIFECYCLE.next(plan.state(), trigger);
            publish(tx, plan, news);
            tx.afterCommit(() -> LOG.info("plan {} {} → {}", id, plan.state(), next));
            return PlanStore.state(tx, id, next);
        });
    }

    private static Outline read(String outline) {
        if (outline.length() > LONGEST_OUTLINE) {
            throw new Refused(
                    RefusalCode.TOO_LARGE,
                    "an outline has at most a million characters",
                    Map.of("limit", LONGEST_OUTLINE));
        }
        return OutlineParser.parse(outline).orRefuse();
    }

    /** None when an older version wrote what this one cannot read: then nothing is dropped. */
    private static Set<String> slugs(String outline) {
        return switch (OutlineParser.parse(outline)) {
            case OutlineReading.Read(Outline read) ->
                    read.tasks().stream()
                            .map(OutlineTask::slug)
                            .collect(Collectors.toUnmodifiableSet());
            case OutlineReading.Mistaken _ -> Set.of();
        };
    }

    private static Refused refused(Plan plan, String trigger) {
        String from = plan.state().name().toLowerCase(Locale.ROOT);
        return new Refused(
                RefusalCode.INVALID_TRANSITION,
                "the plan %s is %s and cannot be edited".formatted(plan.title(), from),
                Map.of("from", from, "trigger", trigger));
    }

    private String six() {
        StringBuilder letters = new StringBuilder();
        random.ints(6, 0, LETTERS.length()).forEach(at -> letters.append(LETTERS.charAt(at)));
        return letters.toString();
    }

    private static void publish(Transaction tx, Plan plan, PlanNews news) {
        tx.publish(
                ProjectEvent.of(plan.projectId().value(), news.type(), news)
                        .plan(plan.id().value()));
    }
}

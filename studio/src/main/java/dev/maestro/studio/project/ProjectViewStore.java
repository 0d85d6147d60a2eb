package dev.maestro.studio.project;

import dev.maestro.protocol.json.Json;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.ProjectPage.Attention;
import dev.maestro.studio.project.ProjectPage.News;
import dev.maestro.studio.project.ProjectPage.PlanLine;
import dev.maestro.studio.project.ProjectPage.SessionView;
import dev.maestro.studio.web.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What pages and API read of projects. Membership is part of each question. */
final class ProjectViewStore {

    private static final String PROJECT =
            """
            select p.id, p.workspace_id, w.slug as workspace_slug, w.name as workspace_name, m.role,
                   p.slug, p.name, p.remote_key,
                   regexp_replace(p.remote_url, '://[^/@]*@', '://') as remote_url,
                   p.base_branch, p.check_command, p.check_timeout_seconds, p.created_at, p.last_seq
              from project p
              join workspace w on w.id = p.workspace_id
              join member m on m.workspace_id = p.workspace_id and m.user_id = :user
            """;

    private record PlanRow(
            UUID id,
            String title,
            String state,
            Instant createdAt,
            int total,
            int done,
            int moving,
            int waiting,
            int needsOperator,
            int cancelled) {

        PlanLine line() {
            return new PlanLine(
                    id,
                    title,
                    state,
                    createdAt,
                    new Progress(total, done, moving, waiting, needsOperator, cancelled));
        }
    }

    private record EventRow(
            long seq,
            String type,
            Instant at,
            String data,
            Optional<UUID> planId,
            Optional<String> planTitle,
            Optional<UUID> taskId,
            Optional<Integer> taskNumber,
            Optional<String> taskTitle,
            Optional<UUID> runId,
            Optional<String> purpose,
            Optional<String> sessionName) {}

    private ProjectViewStore() {}

    /** By id or by slug; of two workspaces with the same slug the older project. */
    static Optional<ProjectView> project(Transaction tx, UserId user, String idOrSlug) {
        return tx.sql()
                .createQuery(
                        PROJECT
                                + """
                                 where p.slug = :ref or p.id::text = lower(:ref)
                                 order by p.created_at, p.id
                                 limit 1
                                """)
                .bind("user", user)
                .bind("ref", idOrSlug)
                .mapTo(ProjectView.class)
                .findOne();
    }

    static List<ProjectView> all(Transaction tx, UserId user, Optional<String> remoteKey) {
        return tx.sql()
                .createQuery(
                        PROJECT
                                + """
                                 where :remoteKey::text is null or p.remote_key = :remoteKey
                                 order by lower(p.name), p.id
                                """)
                .bind("user", user)
                .bind("remoteKey", remoteKey.orElse(null))
                .mapTo(ProjectView.class)
                .list();
    }

    static List<ProjectCard> cards(Transaction tx, UserId user) {
        return tx.sql()
                .createQuery(
                        """
                        select p.id, p.slug, p.name, w.name as workspace_name, p.remote_key,
                               (select count(*) from plan x
                                 where x.project_id = p.id and x.state = 'ACTIVE') as active_plans,
                               (select count(*) from task t join plan x on x.id = t.plan_id
                                 where t.project_id = p.id and t.state not in ('DONE', 'CANCELLED')
                                   and x.state in ('ACTIVE', 'PAUSED')) as open_tasks,
                               (select count(*) from session s
                                 where s.project_id = p.id and s.state = 'ONLINE') as sessions,
                               (select count(*) from run r
                                 where r.project_id = p.id and r.state in ('DISPATCHED', 'RUNNING')) as runs,
                               (select count(*) from task t join plan x on x.id = t.plan_id
                                 where t.project_id = p.id and t.state = 'NEEDS_OPERATOR'
                                   and x.state in ('ACTIVE', 'PAUSED')) as needs_operator,
                               (select e.at from project_event e
                                 where e.project_id = p.id and e.seq = p.last_seq) as last_event
                          from project p
                          join workspace w on w.id = p.workspace_id
                          join member m on m.workspace_id = p.workspace_id and m.user_id = :user
                         order by lower(p.name), p.id
                        """)
                .bind("user", user)
                .mapTo(ProjectCard.class)
                .list();
    }

    /** The workspaces of the user, the oldest membership first. */
    static List<WorkspaceChoice> workspaces(Transaction tx, UserId user) {
        return tx.sql()
                .createQuery(
                        """
                        select w.id, w.slug, w.name, m.role
                          from workspace w
                          join member m on m.workspace_id = w.id and m.user_id = :user
                         order by m.created_at, w.id
                        """)
                .bind("user", user)
                .mapTo(WorkspaceChoice.class)
                .list();
    }

    static List<PlanLine> plans(Transaction tx, UUID project) {
        return tx
                .sql()
                .createQuery(
                        """
                        select x.id, x.title, lower(x.state) as state, x.created_at,
                               count(t.id) as total,
                               count(*) filter (where t.state = 'DONE') as done,
                               count(*) filter (where t.state in ('DISPATCHED', 'IN_PROGRESS', 'IN_REVIEW', 'APPROVED'))
                                   as moving,
                               count(*) filter (where t.state = 'WAITING_FOR_RESUME') as waiting,
                               count(*) filter (where t.state = 'NEEDS_OPERATOR') as needs_operator,
                               count(*) filter (where t.state = 'CANCELLED') as cancelled
                          from plan x
                          left join task t on t.plan_id = x.id
                         where x.project_id = :project and x.state <> 'ARCHIVED'
                         group by x.id
                         order by x.state in ('ACTIVE', 'PAUSED') desc, x.created_at desc
                         limit 100
                        """)
                .bind("project", project)
                .mapTo(PlanRow.class)
                .stream()
                .map(PlanRow::line)
                .toList();
    }

    static List<SessionView> sessions(Transaction tx, UUID project) {
        return tx.sql()
                .createQuery(
                        """
                        select s.id, s.name, lower(s.kind) as kind, s.provider, s.machine, u.name as user_name,
                               lower(s.state) as state,
                               array(select lower(x) from unnest(s.purposes) x) as purposes,
                               array(select (x ->> 'skill') || ' ' || (x ->> 'level')
                                       from jsonb_array_elements(s.skills) x) as skills,
                               s.capacity,
                               (select count(*) from run r
                                 where r.session_id = s.id and r.state in ('DISPATCHED', 'RUNNING')) as held,
                               s.last_heard,
                               case when s.limited_until > :now then s.limited_until end as limited_until
                          from session s
                          join app_user u on u.id = s.user_id
                         where s.project_id = :project and s.state <> 'OFFLINE'
                         order by s.state = 'ONLINE' desc, s.name, s.id
                         limit 200
                        """)
                .bind("project", project)
                .bind("now", tx.now())
                .mapTo(SessionView.class)
                .list();
    }

    /** What nothing moves on by itself: also what waits for a task that will never be done. */
    static List<Attention> attention(Transaction tx, UUID project) {
        return tx.sql()
                .createQuery(
                        """
                        select '/tasks/' || t.id as href, t.number || '. ' || t.title as title,
                               x.title as plan_title, t.waits_for
                          from task t
                          join plan x on x.id = t.plan_id
                         where t.project_id = :project and t.state = 'NEEDS_OPERATOR'
                           and x.state in ('ACTIVE', 'PAUSED')
                        union all
                        select '/plans/' || x.id, 'Release', x.title, g.detail
                          from plan x
                          join lateral (select state, detail from merge
                                         where plan_id = x.id and kind = 'RELEASE'
                                         order by position desc limit 1) g
                            on g.state in ('CONFLICTED', 'GATE_FAILED')
                         where x.project_id = :project and x.state in ('ACTIVE', 'PAUSED')
                        union all
                        select '/tasks/' || t.id, t.number || '. ' || t.title, x.title,
                               'it waits for task ' || string_agg(o.number::text, ', ' order by o.number)
                                   || ', which was cancelled: edit the plan, or cancel this one too'
                          from task t
                          join plan x on x.id = t.plan_id
                          join task_dependency d on d.task_id = t.id
                          join task o on o.id = d.depends_on and o.state = 'CANCELLED'
                         where t.project_id = :project and t.state not in ('DONE', 'CANCELLED')
                           and t.state <> 'NEEDS_OPERATOR' and x.state in ('ACTIVE', 'PAUSED')
                         group by t.id, x.title
                        union all
                        select '/plans/' || x.id, 'Plan', x.title,
                               'all its tasks were cancelled: add tasks, or cancel the plan too'
                          from plan x
                         where x.project_id = :project and x.state in ('ACTIVE', 'PAUSED')
                           and not exists (select from task t where t.plan_id = x.id and t.state <> 'CANCELLED')
                        """)
                .bind("project", project)
                .mapTo(Attention.class)
                .list();
    }

    /** The newest events as sentences, the newest first, without what happens all the time. */
    static List<News> news(Transaction tx, UUID project, int limit) {
        return tx
                .sql()
                .createQuery(
                        """
                        select e.seq, e.type, e.at, e.data::text as data,
                               x.id as plan_id, x.title as plan_title,
                               t.id as task_id, t.number as task_number, t.title as task_title,
                               r.id as run_id, lower(r.purpose) as purpose, s.name as session_name
                          from (select * from project_event
                                 where project_id = :project
                                   and type not in ('session.busy', 'session.idle', 'run.progress')
                                 order by seq desc
                                 limit :limit) e
                          left join run r on r.id = (e.data ->> 'run')::uuid
                          left join task t on t.id = coalesce((e.data ->> 'task')::uuid, r.task_id)
                          left join session s on s.id = coalesce((e.data ->> 'session')::uuid, r.session_id)
                          left join plan x on x.id = coalesce((e.data ->> 'plan')::uuid, r.plan_id)
                         order by e.seq desc
                        """)
                .bind("project", project)
                .bind("limit", limit)
                .mapTo(EventRow.class)
                .stream()
                .map(ProjectViewStore::sentence)
                .toList();
    }

    static List<EventView> events(Transaction tx, UUID project, long after, int limit) {
        return tx.sql()
                .createQuery(
                        """
                        select seq, type, at, data::text as data
                          from project_event
                         where project_id = :project and seq > :after
                         order by seq
                         limit :limit
                        """)
                .bind("project", project)
                .bind("after", after)
                .bind("limit", limit)
                .map((rows, _) ->
                        new EventView(
                                rows.getLong("seq"),
                                rows.getString("type"),
                                rows.getTimestamp("at").toInstant(),
                                Json.tree(rows.getString("data"))))
                .list();
    }

    private static News sentence(EventRow row) {
        String subject =
                row.taskNumber()
                        .map(number -> "%d. %s".formatted(number, row.taskTitle().orElse("")))
                        .or(row::planTitle)
                        .or(row::sessionName)
                        .orElse("");
        return new News(
                row.seq(),
                row.type(),
                row.at(),
                EventWords.of(row.type(), row.purpose(), row.sessionName(), subject),
                href(row));
    }

    private static Optional<String> href(EventRow row) {
        if (row.type().startsWith("run.") && row.runId().isPresent()) {
            return row.runId().map(id -> "/runs/" + id);
        }
        return row.taskId()
                .map(id -> "/tasks/" + id)
                .or(() -> row.planId().map(id -> "/plans/" + id));
    }
}

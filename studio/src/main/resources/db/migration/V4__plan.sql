-- A goal, broken into phases and tasks.

create table plan (
    id           uuid primary key,
    project_id   uuid        not null references project on delete cascade,
    title        text        not null,
    goal         text        not null,
    outline      text        not null,
    state        text        not null,
    epic_branch  text,
    base_commit  text,
    created_by   uuid        not null references app_user,
    created_at   timestamptz not null,
    activated_at timestamptz,
    completed_at timestamptz,
    subtasks     int         not null default 0,
    constraint a_plan_state_is_known check (state in ('DRAFT', 'ACTIVE', 'PAUSED', 'COMPLETED', 'ARCHIVED', 'CANCELLED')),
    constraint a_started_plan_has_its_epic_branch check (state in ('DRAFT', 'CANCELLED') or epic_branch is not null),
    constraint a_title_is_not_blank check (title ~ '\S')
);
create index plans_of_a_project on plan (project_id, created_at);
create unique index one_plan_per_epic_branch on plan (project_id, epic_branch);
create index plans_that_move on plan (state) where state in ('ACTIVE', 'PAUSED');

create table phase (
    id       uuid primary key,
    plan_id  uuid not null references plan on delete cascade,
    position int  not null,
    title    text not null,
    unique (plan_id, position)
);

create table task (
    id               uuid primary key,
    plan_id          uuid        not null references plan on delete cascade,
    project_id       uuid        not null references project on delete cascade,
    phase_id         uuid        not null references phase on delete cascade,
    number           int         not null,
    slug             text        not null,
    title            text        not null,
    description      text        not null default '',
    criteria         text[]      not null default '{}',
    skills           jsonb       not null default '[]',
    paths            text[]      not null default '{}',
    estimate_minutes int,
    state            text        not null,
    held             boolean     not null default false,
    branch           text        not null,
    head_commit      text,
    author_session   uuid,
    rejections       int         not null default 0,
    failures         int         not null default 0,
    last_failure     text,
    same_failures    int         not null default 0,
    waits_for        text,
    findings         text[]      not null default '{}',
    conflict_paths   text[]      not null default '{}',
    conflict_commit  text,
    approved_patch   text,
    not_before       timestamptz,
    created_at       timestamptz not null,
    changed_at       timestamptz not null,
    started_at       timestamptz,
    done_at          timestamptz,
    unique (plan_id, number),
    unique (project_id, branch),
    constraint a_task_state_is_known check (state in ('DRAFT', 'DISPATCHED', 'IN_PROGRESS', 'IN_REVIEW', 'APPROVED', 'DONE',
        'WAITING_FOR_RESUME', 'NEEDS_OPERATOR', 'CANCELLED')),
    constraint a_reviewed_task_has_a_commit check (state not in ('IN_REVIEW', 'APPROVED', 'DONE') or head_commit is not null),
    constraint needing_an_operator_names_for_what check ((state = 'NEEDS_OPERATOR') = (waits_for is not null)),
    constraint three_rejections_at_most check (rejections between 0 and 3),
    constraint an_estimate_is_positive check (estimate_minutes is null or estimate_minutes > 0),
    constraint a_done_task_knows_when check ((state = 'DONE') = (done_at is not null))
);
create index live_tasks_of_a_project on task (project_id, state) where state not in ('DONE', 'CANCELLED');

create table task_dependency (
    task_id    uuid not null references task on delete cascade,
    depends_on uuid not null references task on delete cascade,
    primary key (task_id, depends_on),
    constraint no_task_waits_for_itself check (task_id <> depends_on)
);
create index tasks_waiting_for_a_task on task_dependency (depends_on);

create table comment (
    id         uuid primary key,
    task_id    uuid        not null references task on delete cascade,
    author     text        not null,
    kind       text        not null,
    body       text        not null,
    created_at timestamptz not null,
    constraint a_comment_kind_is_known check (kind in ('COMMENT', 'QUESTION', 'FINDING', 'SYSTEM'))
);
create index comments_of_a_task on comment (task_id, created_at);

create table directive (
    id         uuid primary key,
    project_id uuid        not null references project on delete cascade,
    plan_id    uuid references plan on delete cascade,
    run_id     uuid,
    session_id uuid,
    text       text        not null,
    created_by uuid        not null references app_user,
    created_at timestamptz not null,
    cleared_at timestamptz,
    constraint a_directive_has_one_target check (num_nonnulls(plan_id, run_id, session_id) = 1)
);
create index standing_directives_of_a_project on directive (project_id) where cleared_at is null;

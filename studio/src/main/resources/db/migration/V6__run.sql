-- One attempt at one purpose.

create table run (
    id              uuid primary key,
    project_id      uuid        not null references project on delete cascade,
    plan_id         uuid        not null references plan on delete cascade,
    task_id         uuid references task on delete cascade,
    merge_id        uuid,
    purpose         text        not null,
    state           text        not null,
    attempt         int         not null default 1,
    fence           bigint      not null default 0,
    commit_id       text,
    fetch_ref       text,
    session_id      uuid references session,
    last_session    uuid references session,
    avoid_session   uuid references session,
    accepted        boolean     not null default false,
    lease_until     timestamptz,
    resume_at       timestamptz,
    queued_at       timestamptz not null,
    dispatched_at   timestamptz,
    started_at      timestamptz,
    ended_at        timestamptz,
    failure         text,
    failure_detail  text,
    failure_log     text,
    provider        text,
    model           text,
    progress        text,
    why_this        jsonb       not null default '[]',
    snapshot_ref    text,
    orphaned        int         not null default 0,
    pauses          int         not null default 0,
    input_tokens    bigint,
    output_tokens   bigint,
    cached_tokens   bigint,
    cost_usd        double precision,
    output_bytes    bigint      not null default 0,
    report          jsonb,
    constraint a_run_state_is_known check (state in ('QUEUED', 'DISPATCHED', 'RUNNING', 'PAUSED', 'ORPHANED', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    constraint a_run_purpose_is_known check (purpose in ('PLAN', 'ANALYZE', 'DEVELOP', 'TEST', 'REVIEW', 'CHECK', 'MERGE', 'RELEASE', 'CLEANUP')),
    constraint a_held_run_has_a_holder_and_a_lease
        check ((state in ('DISPATCHED', 'RUNNING')) = (session_id is not null and lease_until is not null)),
    constraint a_paused_run_knows_when_it_resumes check ((state = 'PAUSED') = (resume_at is not null)),
    constraint a_failed_run_says_why check ((state = 'FAILED') <= (failure is not null)),
    constraint an_ended_run_knows_when check ((state in ('SUCCEEDED', 'FAILED', 'CANCELLED')) = (ended_at is not null)),
    constraint a_fence_never_starts_below_zero check (fence >= 0 and attempt >= 1)
);
create unique index one_live_run_per_task_and_purpose on run (task_id, purpose)
    where task_id is not null and state in ('QUEUED', 'DISPATCHED', 'RUNNING', 'PAUSED', 'ORPHANED');
create unique index one_live_run_per_merge on run (merge_id)
    where merge_id is not null and state in ('QUEUED', 'DISPATCHED', 'RUNNING', 'PAUSED', 'ORPHANED');
create index queued_runs on run (project_id, queued_at) where state = 'QUEUED';
create index held_runs on run (session_id) where state in ('DISPATCHED', 'RUNNING');
create index leases on run (lease_until) where state in ('DISPATCHED', 'RUNNING');
create index paused_runs on run (resume_at) where state = 'PAUSED';
create index runs_of_a_task on run (task_id, queued_at);
create index runs_of_a_plan on run (plan_id, queued_at);

-- Every step a run took, for people and for tests.
create table run_step (
    id      bigint generated always as identity primary key,
    run_id  uuid        not null references run on delete cascade,
    at      timestamptz not null,
    trigger text        not null,
    state   text        not null,
    fence   bigint      not null,
    detail  text        not null default ''
);
create index steps_of_a_run on run_step (run_id, id);

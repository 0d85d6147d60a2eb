-- Judgements on exact commits, and the way of an approved commit into the epic and of the epic into the base branch.

create table verdict (
    id         uuid primary key,
    task_id    uuid        not null references task on delete cascade,
    run_id     uuid references run on delete set null,
    user_id    uuid references app_user,
    round      int         not null,
    approved   boolean     not null,
    commit_id  text        not null,
    patch_id   text        not null,
    reason     text        not null,
    findings   text[]      not null default '{}',
    carried    boolean     not null default false,
    created_at timestamptz not null,
    constraint a_rejection_gives_a_reason check (approved or reason ~ '\S')
);
create index verdicts_of_a_task on verdict (task_id, created_at);
create unique index one_verdict_per_run on verdict (run_id) where run_id is not null;

-- The merge queue of an epic (kind TASK) and the release of a plan (kind RELEASE): one at a time.
create table merge (
    id           uuid primary key,
    project_id   uuid        not null references project on delete cascade,
    plan_id      uuid        not null references plan on delete cascade,
    task_id      uuid references task on delete cascade,
    kind         text        not null,
    position     bigint      generated always as identity,
    state        text        not null,
    commit_id    text        not null,
    onto_commit  text,
    merge_commit text,
    gate_ref     text,
    detail       text        not null default '',
    conflicts    text[]      not null default '{}',
    created_at   timestamptz not null,
    changed_at   timestamptz not null,
    landed_at    timestamptz,
    constraint a_merge_kind_is_known check (kind in ('TASK', 'RELEASE')),
    constraint a_task_merge_names_its_task check ((kind = 'TASK') = (task_id is not null)),
    constraint a_merge_state_is_known check (state in ('WAITING', 'GATING', 'LANDING', 'LANDED', 'CONFLICTED', 'GATE_FAILED', 'DROPPED')),
    constraint a_merge_under_way_has_a_commit check (state not in ('GATING', 'LANDING', 'LANDED') or (onto_commit is not null and merge_commit is not null)),
    constraint a_landed_merge_knows_when check ((state = 'LANDED') = (landed_at is not null))
);
create unique index one_live_merge_per_task on merge (task_id) where task_id is not null and state in ('WAITING', 'GATING', 'LANDING');
create unique index one_landed_merge_per_task on merge (task_id) where task_id is not null and state = 'LANDED';
create unique index one_merge_at_a_time on merge (plan_id) where state in ('GATING', 'LANDING');
create unique index one_live_release_per_plan on merge (plan_id) where kind = 'RELEASE' and state in ('WAITING', 'GATING', 'LANDING', 'LANDED');
create index merge_queue on merge (plan_id, position) where state in ('WAITING', 'GATING', 'LANDING');

alter table run add constraint a_gate_run_belongs_to_a_merge foreign key (merge_id) references merge on delete cascade;
alter table run add constraint only_gates_have_a_merge check ((purpose in ('CHECK', 'RELEASE')) = (merge_id is not null));

-- Remote branches and hidden refs that may go once what they hold is merged.
create table cleanup (
    project_id uuid        not null references project on delete cascade,
    plan_id    uuid        not null references plan on delete cascade,
    ref        text        not null,
    commit_id  text        not null,
    done_at    timestamptz,
    primary key (project_id, ref)
);
create index cleanups_due on cleanup (project_id) where done_at is null;

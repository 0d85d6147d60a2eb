-- A repository under orchestration, and the news of it: numbered per project without gaps.

create table project (
    id                    uuid primary key,
    workspace_id          uuid        not null references workspace on delete cascade,
    slug                  text        not null,
    name                  text        not null,
    remote_key            text        not null,
    remote_url            text        not null,
    base_branch           text        not null,
    check_command         text,
    check_timeout_seconds int         not null default 600,
    created_by            uuid        not null references app_user,
    created_at            timestamptz not null,
    last_seq              bigint      not null default 0,
    constraint a_project_slug_is_a_url_word check (slug ~ '^[a-z0-9](-?[a-z0-9]){0,59}$'),
    constraint a_check_has_a_time_out check (check_timeout_seconds between 1 and 86400),
    constraint a_check_command_is_not_blank check (check_command is null or check_command ~ '\S')
);
create unique index one_project_per_slug on project (workspace_id, slug);
create unique index one_project_per_remote on project (workspace_id, remote_key);

create table project_event (
    project_id uuid        not null references project on delete cascade,
    seq        bigint      not null,
    type       text        not null,
    at         timestamptz not null,
    data       jsonb       not null,
    primary key (project_id, seq),
    constraint events_count_from_one check (seq > 0)
);

-- News on its way to the listeners; a row is deleted when all have heard it.
create table outbox (
    id         bigint generated always as identity primary key,
    project_id uuid        not null,
    seq        bigint      not null,
    type       text        not null,
    at         timestamptz not null,
    data       jsonb       not null
);

-- Answers already given to a POST with an Idempotency-Key.
create table idempotency_key (
    user_id    uuid        not null,
    key        text        not null,
    request    bytea       not null,
    status     int         not null,
    body       text        not null,
    created_at timestamptz not null,
    primary key (user_id, key)
);

-- Connected executors: one identity on one machine in one project.

create table session (
    id             uuid primary key,
    project_id     uuid        not null references project on delete cascade,
    user_id        uuid        not null references app_user on delete cascade,
    machine        text        not null,
    name           text        not null,
    kind           text        not null,
    provider       text        not null,
    purposes       text[]      not null,
    skills         jsonb       not null default '[]',
    capacity       int         not null,
    state          text        not null,
    last_heard     timestamptz not null,
    limited_until  timestamptz,
    created_at     timestamptz not null,
    ended_at       timestamptz,
    constraint a_session_state_is_known check (state in ('REGISTERED', 'ONLINE', 'DRAINING', 'LOST', 'OFFLINE')),
    constraint a_session_kind_is_known check (kind in ('LEAD', 'WORKER')),
    constraint a_session_has_seats check (capacity between 1 and 64),
    constraint an_ended_session_knows_when check ((state = 'OFFLINE') = (ended_at is not null))
);
create unique index one_live_session_per_name on session (project_id, user_id, machine, name) where state <> 'OFFLINE';
create index live_sessions on session (state, last_heard) where state in ('REGISTERED', 'ONLINE', 'DRAINING', 'LOST');

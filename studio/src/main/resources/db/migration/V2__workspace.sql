-- Tenants. Everything below belongs to exactly one workspace; nothing crosses.

create table workspace (
    id         uuid primary key,
    slug       text        not null unique,
    name       text        not null,
    created_at timestamptz not null,
    constraint a_slug_is_a_url_word check (slug ~ '^[a-z0-9](-?[a-z0-9]){0,39}$')
);

create table member (
    workspace_id uuid        not null references workspace on delete cascade,
    user_id      uuid        not null references app_user on delete cascade,
    role         text        not null,
    created_at   timestamptz not null,
    primary key (workspace_id, user_id),
    constraint a_role_is_known check (role in ('OWNER', 'ADMIN', 'ARCHITECT', 'LEAD', 'DEVELOPER', 'VIEWER'))
);
create index workspaces_of_a_user on member (user_id);

-- An invite works once. CLI invites let a member's own machine in; WORKSPACE invites make a guest a member.
create table invite (
    id           uuid primary key,
    token_hash   bytea       not null unique,
    kind         text        not null,
    workspace_id uuid        not null references workspace on delete cascade,
    role         text,
    created_by   uuid        not null references app_user on delete cascade,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    redeemed_at  timestamptz,
    redeemed_by  uuid references app_user,
    constraint an_invite_kind_is_known check (kind in ('CLI', 'WORKSPACE')),
    constraint a_workspace_invite_names_a_role check ((kind = 'WORKSPACE') = (role is not null))
);

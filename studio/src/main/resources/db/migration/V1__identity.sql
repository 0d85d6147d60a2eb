-- Users, sign-in, tokens. Secrets are kept as SHA-256 only: a stolen table opens no door.

create table app_user (
    id            uuid primary key,
    email         text        not null,
    name          text        not null,
    password_hash text        not null,
    created_at    timestamptz not null,
    constraint an_email_is_written_in_lower_case check (email = lower(email) and email like '%_@_%')
);
create unique index one_user_per_email on app_user (email);

-- A browser's session.
create table web_session (
    token_hash bytea primary key,
    user_id    uuid        not null references app_user on delete cascade,
    csrf       text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);

-- The command line's refresh tokens. A token that is used twice was stolen: its whole family ends.
create table refresh_token (
    token_hash bytea primary key,
    family     uuid        not null,
    user_id    uuid        not null references app_user on delete cascade,
    machine    text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    revoked_at timestamptz
);
create index tokens_of_a_family on refresh_token (family);

-- The keys that sign access tokens; the newest signs, all that have not ended verify.
create table signing_key (
    kid         text primary key,
    private_jwk text        not null,
    created_at  timestamptz not null,
    ends_at     timestamptz
);

-- One-time sign-up link of the first owner.
create table owner_setup (
    token_hash  bytea primary key,
    created_at  timestamptz not null,
    redeemed_at timestamptz
);

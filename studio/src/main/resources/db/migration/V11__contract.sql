-- What the open contract asks for beside what was there.

-- A refresh token that comes again because its answer was lost is answered as before: the next token is made from
-- the old one, which only its holder has, and a salt, which only this table has.
alter table refresh_token add column used_by text, add column successor_salt bytea;

-- Who has left. Nothing of theirs is deleted: their work stays.
alter table app_user add column ended_at timestamptz;
create index web_sessions_of_a_user on web_session (user_id);
create index tokens_of_a_user on refresh_token (user_id) where revoked_at is null;

-- Grows with every transaction that takes a right away from somebody. Who keeps doors open on somebody's behalf looks
-- at it, and at the doors when it has grown.
create table revocation (
    number bigint  not null,
    single boolean primary key default true,
    constraint there_is_one_row check (single)
);
insert into revocation (number) values (0);

-- Whether the session holds a run, as it was last told.
alter table session add column busy boolean not null default false;
update session s set busy = true
 where exists (select from run r where r.session_id = s.id and r.state in ('DISPATCHED', 'RUNNING'));

-- When the progress was last told to everybody.
alter table run add column progress_told timestamptz;

-- When the agent of a run heard of a directive, as its client told.
create table directive_delivery (
    directive_id uuid        not null references directive on delete cascade,
    run_id       uuid        not null references run on delete cascade,
    delivery     text        not null check (delivery in ('NOW', 'NEXT_TURN', 'NEXT_RUN')),
    at           timestamptz not null,
    primary key (directive_id, run_id)
);

-- What an agent asked and waits for.
create table question (
    id          uuid primary key,
    run_id      uuid        not null references run on delete cascade,
    text        text        not null,
    answers     text[]      not null,
    asked_at    timestamptz not null,
    until       timestamptz,
    answer      text,
    answered_by uuid references app_user,
    answered_at timestamptz,
    constraint an_answer_is_somebodys check (num_nonnulls(answer, answered_by, answered_at) in (0, 3)),
    constraint an_answer_is_one_that_was_offered check (answer is null or answers = '{}' or answer = any (answers))
);
create index questions_of_a_run on question (run_id, asked_at);

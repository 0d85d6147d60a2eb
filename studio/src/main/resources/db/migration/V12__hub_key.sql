-- The key and secret of the hub's application: all studios of one database sign with the same.
create table hub_key (
    key    text    not null,
    secret text    not null,
    single boolean primary key default true,
    constraint there_is_one_row check (single)
);

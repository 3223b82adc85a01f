-- table: core.code
-- The code lists of the plan in words.
-- column list_id: the list
-- column code: the code
-- column sort_order: order in the plan, from 1
-- column label: the code in words
create table core.code (
    list_id    varchar not null,
    code       varchar not null,
    sort_order integer not null,
    label      varchar not null,
    primary key (list_id, code)
);

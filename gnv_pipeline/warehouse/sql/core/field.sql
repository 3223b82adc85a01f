-- table: core.field
-- The fields that people fill in beside indicators and statements.
-- column sheet_id: hand_in, activities, local_plan or obstacles
-- column field_id: field of the plan
-- column sort_order: order in the plan, from 1
-- column label: its label
-- column kind: text, long_text, date, number, code, delmal or goal
-- column list_id: code list, for kind code
create table core.field (
    sheet_id   varchar not null check (sheet_id in ('hand_in', 'activities', 'local_plan', 'obstacles')),
    field_id   varchar not null,
    sort_order integer not null,
    label      varchar not null,
    kind       varchar not null,
    list_id    varchar,
    primary key (sheet_id, field_id)
);

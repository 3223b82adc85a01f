-- table: core.scale_step
-- The scale of the self-assessment.
-- column code: code of the answer
-- column label: the answer in words
-- column score: its score; empty for answers that carry none
-- column sort_order: order in the plan, from 1
create table core.scale_step (
    code       varchar not null primary key,
    label      varchar not null,
    score      integer,
    sort_order integer not null
);

-- table: mart.goal
-- The goals of the plan, each tied to one delmål.
-- column goal_id: id in the plan
-- column delmal_id: its delmål
-- column sort_order: order in the plan, from 1
-- column name: short name
-- column text: the goal in one sentence
-- column example: whether the goal is an example, not decided by the region
create table mart.goal (
    goal_id    varchar not null primary key,
    delmal_id  varchar not null references mart.delmal (delmal_id),
    sort_order integer not null,
    name       varchar not null,
    text       varchar not null,
    example    boolean not null
);

-- table: core.goal
-- The goals of the plan, each tied to one delmål.
create table core.goal (
    like mart.goal
);

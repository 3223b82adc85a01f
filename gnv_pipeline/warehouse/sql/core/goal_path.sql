-- table: core.goal_path
-- The way from baseline to target, year by year, as the plan lays it (a straight line unless given).
create table core.goal_path (
    like mart.goal_path
);

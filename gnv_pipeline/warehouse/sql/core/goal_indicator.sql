-- table: core.goal_indicator
-- Which indicators measure a goal, with baseline and target, in the indicator's unit.
create table core.goal_indicator (
    like mart.goal_indicator
);

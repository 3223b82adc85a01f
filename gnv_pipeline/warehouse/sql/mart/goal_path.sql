-- table: mart.goal_path
-- The way from baseline to target, year by year, as the plan lays it (a straight line unless given).
-- column goal_id: the goal
-- column indicator_id: the indicator
-- column gender: T, K or M
-- column data_year: data year
-- column expected: value that keeps pace, in the indicator's unit
create table mart.goal_path (
    goal_id      varchar not null references mart.goal (goal_id),
    indicator_id varchar not null references mart.indicator (indicator_id),
    gender       varchar not null check (gender in ('T', 'K', 'M')),
    data_year    integer not null,
    expected     double  not null,
    primary key (goal_id, indicator_id, gender, data_year)
);

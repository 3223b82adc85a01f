-- table: mart.goal_indicator
-- Which indicators measure a goal, with baseline and target, in the indicator's unit.
-- column goal_id: the goal
-- column indicator_id: the indicator
-- column gender: T, K or M
-- column sort_order: order within the goal, from 1
-- column area: whose value is judged: county or region
-- column baseline_value: value at the start
-- column baseline_year: data year of the start
-- column baseline_source: where the start value comes from
-- column target_kind: at_least, at_most, between, keep or max_gap; empty when no target is set
-- column target_lower: lower limit of the target
-- column target_upper: upper limit of the target
-- column target_year: data year when it is to be reached
-- column target_source: who set it
-- column target_example: whether the target is an example, not decided by the region
create table mart.goal_indicator (
    goal_id         varchar not null references mart.goal (goal_id),
    indicator_id    varchar not null references mart.indicator (indicator_id),
    gender          varchar not null check (gender in ('T', 'K', 'M')),
    sort_order      integer not null,
    area            varchar not null check (area in ('county', 'region')),
    baseline_value  double,
    baseline_year   integer,
    baseline_source varchar,
    target_kind     varchar
        check (target_kind in ('at_least', 'at_most', 'between', 'keep', 'max_gap')),
    target_lower    double,
    target_upper    double,
    target_year     integer,
    target_source   varchar,
    target_example  boolean not null,
    primary key (goal_id, indicator_id, gender)
);

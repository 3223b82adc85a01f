-- table: mart.county_distance
-- In which kommuner the county's distance to a target sits: how much each kommun lacks to the county's target,
-- in the indicator's unit and as a count. It is arithmetic on the values of the judged year, no judgement of a
-- kommun. Rows only for goals whose county value lacks something to its target, one per kommun with a known base.
-- column goal_id: the goal
-- column indicator_id: the indicator
-- column organisation_id: the kommun
-- column data_year: the judged data year
-- column denominator: base of the kommun's value (respondents, persons), where it may be shown
-- column gap: what the kommun's value lacks to the county's target, in the indicator's unit; 0 when it lacks nothing
-- column gap_count: the same as a number of gap_unit, smallest whole number that closes it
-- column gap_unit: svarande, personer or vårdtillfällen
-- column share: part of what all kommuner lack together, 0-100, before rounding to whole numbers; empty where
--     masked or where any kommun is
create table mart.county_distance (
    goal_id         varchar not null references mart.goal (goal_id),
    indicator_id    varchar not null references mart.indicator (indicator_id),
    organisation_id varchar not null references mart.organisation (organisation_id),
    data_year       integer not null,
    denominator     double check (denominator >= 0),
    gap             double check (gap >= 0),
    gap_count       double check (gap_count >= 0),
    gap_unit        varchar,
    share           double check (share between 0 and 100),
    primary key (goal_id, indicator_id, organisation_id)
);

-- fills: mart.goal_indicator
-- Which indicators measure a goal, as the plan says.
insert into mart.goal_indicator (
    goal_id,
    indicator_id,
    gender,
    sort_order,
    area,
    baseline_value,
    baseline_year,
    baseline_source,
    target_kind,
    target_lower,
    target_upper,
    target_year,
    target_source,
    target_example
)
select
    goal_id,
    indicator_id,
    gender,
    sort_order,
    area,
    baseline_value,
    baseline_year,
    baseline_source,
    target_kind,
    target_lower,
    target_upper,
    target_year,
    target_source,
    target_example
from core.goal_indicator;

-- fills: mart.goal_path
-- The way to each goal, as the plan lays it.
insert into mart.goal_path (
    goal_id,
    indicator_id,
    gender,
    data_year,
    expected
)
select
    goal_id,
    indicator_id,
    gender,
    data_year,
    expected
from core.goal_path;

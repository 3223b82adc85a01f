-- fills: mart.goal
-- The goals of the plan, as they are.
insert into mart.goal (
    goal_id,
    delmal_id,
    sort_order,
    name,
    text,
    example
)
select
    goal_id,
    delmal_id,
    sort_order,
    name,
    text,
    example
from core.goal;

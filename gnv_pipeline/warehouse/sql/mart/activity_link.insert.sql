-- fills: mart.activity_link
-- What activities up to the report year are to move.
insert into mart.activity_link (
    activity_id,
    year,
    delmal_id,
    goal_id
)
select
    activity_id,
    year,
    delmal_id,
    goal_id
from core.activity_link
where year <= (select report_year from core.run);

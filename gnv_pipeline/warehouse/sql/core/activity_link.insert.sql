-- Delmål and goal of each activity. A goal brings its own delmål with it; what the plan does not know is left out.
insert into core.activity_link by name
with newest as (
    select activity_id, year, (fields ->> 'delmal') as delmal_id, (fields ->> 'goal') as goal_id
    from raw.activity
    where (fields ->> 'name') is not null
    qualify row_number() over (partition by activity_id, year order by round desc) = 1
)

select
    row.activity_id,
    row.year,
    coalesce(goal.delmal_id, delmal.delmal_id) as delmal_id,
    coalesce(goal.goal_id, '')                 as goal_id
from newest as row
left join core.goal as goal on goal.goal_id = row.goal_id
left join core.delmal as delmal on delmal.delmal_id = row.delmal_id
where coalesce(goal.delmal_id, delmal.delmal_id) is not null
union
select
    row.activity_id,
    row.year,
    delmal.delmal_id,
    ''
from newest as row
join core.goal as goal on goal.goal_id = row.goal_id
join core.delmal as delmal on delmal.delmal_id = row.delmal_id
where delmal.delmal_id <> goal.delmal_id
order by all;

-- The expected submissions of the plan's organisations.
insert into core.submission by name
select row.*
from raw.submission as row
join core.area as area on area.organisation_id = row.organisation_id
order by row.organisation_id, row.year, row.round;

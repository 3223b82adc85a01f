-- Answers with their score on the scale.
insert into core.answer by name
select
    row.* exclude (answer),
    row.answer,
    step.score
from raw.answer as row
join core.area as area on area.organisation_id = row.organisation_id
left join core.scale_step as step on step.code = row.answer
order by row.organisation_id, row.unit, row.year, row.round, row.statement_id;

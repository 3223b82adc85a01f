-- Rows where anything is said; the newest round of each year holds.
insert into core.local_plan by name
with newest as (
    select *
    from raw.local_plan
    where coalesce(
        fields ->> 'works_with', fields ->> 'commitment', fields ->> 'own_target', fields ->> 'noticed_by'
    ) is not null
    qualify row_number() over (partition by organisation_id, goal_id, year order by round desc) = 1
)

select
    row.organisation_id,
    row.goal_id,
    row.year,
    case (row.fields ->> 'works_with') when 'yes' then true when 'no' then false end as works_with,
    row.fields ->> 'commitment'                                                      as commitment,
    try_cast(replace(row.fields ->> 'own_target', ',', '.') as double)               as own_target,
    row.fields ->> 'noticed_by'                                                      as noticed_by,
    row.submission_id,
    row.sha256,
    row.source_file,
    row.received_at,
    row.sheet,
    row.cells
from newest as row
join core.area as area on area.organisation_id = row.organisation_id
join core.goal as goal on goal.goal_id = row.goal_id
order by row.organisation_id, row.goal_id, row.year;

-- Obstacles that have a text, codes put into words.
insert into core.obstacle by name
with newest as (
    select *
    from raw.obstacle
    where (fields ->> 'text') is not null
    qualify row_number() over (partition by obstacle_id, year order by round desc) = 1
)

select
    row.obstacle_id,
    row.organisation_id,
    row.year,
    row.fields ->> 'text'                           as text,
    row.fields ->> 'theme'                          as theme,
    coalesce(theme.label, row.fields ->> 'theme')   as theme_label,
    coalesce(needed.label, row.fields ->> 'needed') as needed,
    row.fields ->> 'support'                        as support,
    row.fields ->> 'outcome'                        as outcome,
    row.submission_id,
    row.sha256,
    row.source_file,
    row.received_at,
    row.sheet,
    row.cells
from newest as row
join core.area as area on area.organisation_id = row.organisation_id
left join core.code as theme
    on theme.code = (row.fields ->> 'theme')
    and theme.list_id = (
        select list_id from core.field where sheet_id = 'obstacles' and field_id = 'theme'
    )
left join core.code as needed
    on needed.code = (row.fields ->> 'needed')
    and needed.list_id = (
        select list_id from core.field where sheet_id = 'obstacles' and field_id = 'needed'
    )
order by row.obstacle_id, row.year;

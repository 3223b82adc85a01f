-- Activities that have a name, codes put into words.
insert into core.activity by name
with newest as (
    select *
    from raw.activity
    where (fields ->> 'name') is not null
    qualify row_number() over (partition by activity_id, year order by round desc) = 1
),

list_of as (
    select field_id, list_id
    from core.field
    where sheet_id = 'activities'
)

select
    row.activity_id,
    row.organisation_id,
    row.year,
    row.fields ->> 'name'                              as name,
    coalesce(partner.label, row.fields ->> 'partners') as partners,
    row.fields ->> 'responsible'                       as responsible,
    row.fields ->> 'status'                            as status,
    coalesce(status.label, row.fields ->> 'status')    as status_label,
    row.fields ->> 'starts_on'                         as starts_on,
    row.fields ->> 'ends_on'                           as ends_on,
    coalesce(funding.label, row.fields ->> 'funding')  as funding,
    row.fields ->> 'learned'                           as learned,
    row.submission_id,
    row.sha256,
    row.source_file,
    row.received_at,
    row.sheet,
    row.cells
from newest as row
join core.area as area on area.organisation_id = row.organisation_id
left join core.code as partner
    on partner.code = (row.fields ->> 'partners')
    and partner.list_id = (select list_id from list_of where field_id = 'partners')
left join core.code as status
    on status.code = (row.fields ->> 'status')
    and status.list_id = (select list_id from list_of where field_id = 'status')
left join core.code as funding
    on funding.code = (row.fields ->> 'funding')
    and funding.list_id = (select list_id from list_of where field_id = 'funding')
order by row.activity_id, row.year;

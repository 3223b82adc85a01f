-- Fields that the plan knows, with their label; codes put into words.
insert into core.hand_in by name
select
    row.organisation_id,
    row.year,
    row.round,
    row.field_id,
    field.label,
    coalesce(code.label, row.value) as value,
    row.submission_id,
    row.sha256,
    row.source_file,
    row.received_at,
    row.sheet,
    row.cells
from raw.hand_in as row
join core.area as area on area.organisation_id = row.organisation_id
join core.field as field on field.sheet_id = 'hand_in' and field.field_id = row.field_id
left join core.code as code on code.list_id = field.list_id and code.code = row.value
order by row.organisation_id, row.year, row.round, field.sort_order;

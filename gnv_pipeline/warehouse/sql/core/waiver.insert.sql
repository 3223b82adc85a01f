-- Waivers of organisations that the plan knows.
insert into core.waiver by name
select
    row.decision_id,
    row.organisation_id,
    row.year,
    row.round,
    row.code,
    row.about,
    row.sheet,
    row.cell,
    case when row.sheet_id = 'keyfigures' then split_part(row.row_key, '|', 1) end as indicator_id,
    case when row.sheet_id = 'keyfigures' then split_part(row.row_key, '|', 2) end
        as value_organisation_id,
    case when row.sheet_id = 'keyfigures' then row.year end as data_year,
    case when row.sheet_id = 'keyfigures' then split_part(row.row_key, '|', 3) end as gender,
    row.reason,
    row.function,
    cast(left(row.received_at, 10) as date) as decided_on
from raw.waiver as row
join core.area as area on area.organisation_id = row.organisation_id
where row.year <= (select report_year from core.run)
order by row.decision_id;

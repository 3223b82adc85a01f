-- The report year's answers of organisations that the plan knows.
insert into core.fact_check by name
select
    row.organisation_id,
    row.year,
    row.edition,
    row.outcome,
    row.sent_on,
    row.answered_on,
    case when row.public then row.comment end as comment,
    row.function
from raw.fact_check as row
join core.area as area on area.organisation_id = row.organisation_id
where row.year = (select report_year from core.run)
order by row.organisation_id;

-- fills: mart.activity
-- Activities up to the report year; without where they were read (mart.lineage has that).
insert into mart.activity (
    activity_id,
    organisation_id,
    year,
    name,
    partners,
    responsible,
    status,
    status_label,
    starts_on,
    ends_on,
    funding,
    learned
)
select
    activity_id,
    organisation_id,
    year,
    name,
    partners,
    responsible,
    status,
    status_label,
    starts_on,
    ends_on,
    funding,
    learned
from core.activity
where year <= (select report_year from core.run);

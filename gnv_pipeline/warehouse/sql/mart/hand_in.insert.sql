-- fills: mart.hand_in
-- How workbooks up to the report year were filled in.
insert into mart.hand_in (
    organisation_id,
    year,
    round,
    field_id,
    label,
    value
)
select
    organisation_id,
    year,
    round,
    field_id,
    label,
    value
from core.hand_in
where year <= (select report_year from core.run);

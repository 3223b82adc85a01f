-- fills: mart.submission
-- Who has handed in; one row per expected submission.
insert into mart.submission (
    organisation_id,
    year,
    round,
    status,
    received_on,
    completeness,
    rows_waiting,
    warnings,
    template_version,
    note
)
select
    organisation_id,
    year,
    round,
    status,
    received_on,
    completeness,
    rows_waiting,
    warnings,
    template_version,
    note
from core.submission;

-- fills: mart.fact_check
-- Where each organisation stands in checking its preliminary report.
insert into mart.fact_check (
    organisation_id,
    year,
    edition,
    outcome,
    sent_on,
    answered_on,
    comment,
    function
)
select
    organisation_id,
    year,
    edition,
    outcome,
    sent_on,
    answered_on,
    comment,
    function
from core.fact_check;

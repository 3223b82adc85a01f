-- fills: mart.self_assessment
-- The self-assessment needs no mask: it tells of ways of working, not of persons.
insert into mart.self_assessment (
    organisation_id,
    unit,
    year,
    round,
    delmal_id,
    statement_set,
    asked,
    answered,
    unknown,
    mean,
    index_0_100,
    previous_mean,
    previous_year,
    other_people
)
select
    organisation_id,
    unit,
    year,
    round,
    delmal_id,
    statement_set,
    asked,
    answered,
    unknown,
    mean,
    index_0_100,
    previous_mean,
    previous_year,
    other_people
from judged.self_assessment
where year <= (select report_year from core.run);

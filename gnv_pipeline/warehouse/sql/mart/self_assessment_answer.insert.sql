-- fills: mart.self_assessment_answer
-- Answers up to the report year; without where they were read (mart.lineage has that).
insert into mart.self_assessment_answer (
    organisation_id,
    unit,
    year,
    round,
    statement_id,
    statement_version,
    answer,
    score,
    basis
)
select
    organisation_id,
    unit,
    year,
    round,
    statement_id,
    statement_version,
    answer,
    score,
    basis
from core.answer
where year <= (select report_year from core.run);

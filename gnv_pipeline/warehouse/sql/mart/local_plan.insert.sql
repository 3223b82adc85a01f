-- fills: mart.local_plan
-- Local plans up to the report year; without where they were read (mart.lineage has that).
insert into mart.local_plan (
    organisation_id,
    goal_id,
    year,
    works_with,
    commitment,
    own_target,
    noticed_by
)
select
    organisation_id,
    goal_id,
    year,
    works_with,
    commitment,
    own_target,
    noticed_by
from core.local_plan
where year <= (select report_year from core.run);

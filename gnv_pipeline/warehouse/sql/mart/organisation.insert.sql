-- fills: mart.organisation
-- The areas of the plan, as they are.
insert into mart.organisation (
    organisation_id,
    name,
    full_name,
    kind,
    reports,
    sort_order,
    population,
    population_year,
    aged_80,
    aged_80_year
)
select
    organisation_id,
    name,
    full_name,
    kind,
    reports,
    sort_order,
    population,
    population_year,
    aged_80,
    aged_80_year
from core.area;

-- fills: mart.obstacle
-- Obstacles up to the report year; without where they were read (mart.lineage has that).
insert into mart.obstacle (
    obstacle_id,
    organisation_id,
    year,
    text,
    theme,
    theme_label,
    needed,
    support,
    outcome
)
select
    obstacle_id,
    organisation_id,
    year,
    text,
    theme,
    theme_label,
    needed,
    support,
    outcome
from core.obstacle
where year <= (select report_year from core.run);

-- fills: mart.indicator_definition
-- The versions of each definition, as the plan has them.
insert into mart.indicator_definition (
    indicator_id,
    version,
    from_year,
    to_year,
    text,
    break_note
)
select
    indicator_id,
    version,
    from_year,
    to_year,
    text,
    break_note
from core.indicator_definition;

-- fills: mart.delmal
-- The delmål of the plan, as they are.
insert into mart.delmal (
    delmal_id,
    sort_order,
    name,
    text,
    description,
    source,
    colour
)
select
    delmal_id,
    sort_order,
    name,
    text,
    description,
    source,
    colour
from core.delmal;

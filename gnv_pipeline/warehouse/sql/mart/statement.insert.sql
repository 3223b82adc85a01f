-- fills: mart.statement
-- The statements asked in the report year.
insert into mart.statement (
    statement_id,
    statement_version,
    statement_set,
    delmal_id,
    sort_order,
    text,
    example
)
select
    statement_id,
    statement_version,
    statement_set,
    delmal_id,
    sort_order,
    text,
    example
from core.statement;

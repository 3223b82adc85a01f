-- table: core.indicator_definition
-- The versions of each indicator's definition; a later version ends the comparable series before it.
create table core.indicator_definition (
    like mart.indicator_definition
);

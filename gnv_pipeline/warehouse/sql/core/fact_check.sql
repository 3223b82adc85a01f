-- table: core.fact_check
-- Faktagranskning of the report year, for the plan's organisations. Comments that may not stand in the report are
-- left in raw.
create table core.fact_check (
    like mart.fact_check
);

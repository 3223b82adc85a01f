-- table: core.area
-- Every area the plan names: kommuner, region, county, nation and comparison group.
create table core.area (
    like mart.organisation
);

-- table: mart.organisation
-- Every area the plan names: kommuner, region, county, nation and comparison group.
-- column organisation_id: area id as text
-- column name: short name, for charts and tables
-- column full_name: name for running text
-- column kind: kommun, region, county, nation or group
-- column reports: whether it hands in a workbook
-- column sort_order: Swedish name order for kommuner, then region, county, nation, group
-- column population: inhabitants, persons
-- column population_year: year of population
-- column aged_80: inhabitants aged 80 or more, persons
-- column aged_80_year: year of aged_80
create table mart.organisation (
    organisation_id varchar not null primary key,
    name            varchar not null,
    full_name       varchar not null,
    kind            varchar not null check (kind in ('kommun', 'region', 'county', 'nation', 'group')),
    reports         boolean not null,
    sort_order      integer not null,
    population      integer check (population >= 0),
    population_year integer,
    aged_80         integer check (aged_80 >= 0),
    aged_80_year    integer
);

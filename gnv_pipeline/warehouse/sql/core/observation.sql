-- table: core.observation
-- The value of an indicator for an area, year and gender as received from its authoritative source (one per
-- indicator, level and year). A value that is missing has its reason.
-- without: source_rank
create table core.observation (
    like core.observation_candidate,
    primary key (indicator_id, organisation_id, data_year, gender)
);

-- table: judged.indicator_year
-- Which data year each indicator is judged in: the latest one not after the report year for which at least
-- half of its areas have a value.
-- column indicator_id: the indicator
-- column judged_year: data year judged; empty when none has values enough
-- column latest_year: latest data year with any value
-- column availability: judged, no_data (no value at all) or too_few (never half of its areas)
create table judged.indicator_year (
    indicator_id varchar not null primary key references core.indicator (indicator_id),
    judged_year  integer,
    latest_year  integer,
    availability varchar not null check (availability in ('judged', 'no_data', 'too_few'))
);

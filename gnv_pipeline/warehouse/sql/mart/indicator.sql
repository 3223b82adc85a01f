-- table: mart.indicator
-- The indicator catalogue of the plan, with the data year each is judged in.
-- column indicator_id: id in the plan
-- column kolada_id: id in Kolada, where there is one
-- column delmal_id: delmål it belongs to; none for pure base series
-- column sort_order: order in the plan, from 1
-- column name: full name
-- column short_name: name for charts and tables
-- column definition: one or two plain sentences
-- column who_counts: who is counted
-- column numerator_label: words for the numerator (täljare)
-- column denominator_label: words for the denominator (nämnare)
-- column unit: percent, per_100k, days, days_per_capita or count
-- column gap_unit: what a gap to the goal is counted in
-- column decimals: decimals shown
-- column role: main, support or context
-- column responsibility: who can move it: kommun, region or shared
-- column level: kommun, region or both; region means that no kommun figure exists
-- column better: high, low or none
-- column better_note: words that soften better
-- column disclosure: public, standard or sensitive
-- column county_value: how the county value is made
-- column original_source: who produced the values
-- column closeness: direct, near or broad: how near those counted are to the target group
-- column closeness_note: the same in words
-- column own: whether values are asked for in workbooks
-- column period_years: years that one value spans
-- column valid_to: last data year before it was discontinued
-- column replaced_by: the indicator that took over
-- column publication_month: month when the source publishes, 1-12
-- column publication_lag: years from data year to publication
-- column under_construction: whether it is being built up
-- column companion_id: indicator always shown beside it
-- column example: whether the definition is an example, not decided by the region
-- column derived: how it is derived from another indicator; empty for measured ones
-- column judged_year: data year judged in this report (latest with values for at least half of its areas)
-- column latest_year: latest data year with any value
-- column availability: judged, no_data (no value at all) or too_few (never half of its areas)
create table mart.indicator (
    indicator_id       varchar not null primary key,
    kolada_id          varchar,
    delmal_id          varchar references mart.delmal (delmal_id),
    sort_order         integer not null,
    name               varchar not null,
    short_name         varchar not null,
    definition         varchar not null,
    who_counts         varchar not null,
    numerator_label    varchar,
    denominator_label  varchar,
    unit               varchar not null
        check (unit in ('percent', 'per_100k', 'days', 'days_per_capita', 'count')),
    gap_unit           varchar,
    decimals           integer not null check (decimals between 0 and 2),
    role               varchar not null check (role in ('main', 'support', 'context')),
    responsibility     varchar not null check (responsibility in ('kommun', 'region', 'shared')),
    level              varchar not null check (level in ('kommun', 'region', 'both')),
    better             varchar not null check (better in ('high', 'low', 'none')),
    better_note        varchar,
    disclosure         varchar not null check (disclosure in ('public', 'standard', 'sensitive')),
    county_value       varchar not null,
    original_source    varchar not null,
    closeness          varchar not null check (closeness in ('direct', 'near', 'broad')),
    closeness_note     varchar not null,
    own                boolean not null,
    period_years       integer not null check (period_years between 1 and 5),
    valid_to           integer,
    replaced_by        varchar,
    publication_month  integer check (publication_month between 1 and 12),
    publication_lag    integer not null,
    under_construction boolean not null,
    companion_id       varchar,
    example            boolean not null,
    derived            varchar,
    judged_year        integer,
    latest_year        integer,
    availability       varchar not null check (availability in ('judged', 'no_data', 'too_few'))
);

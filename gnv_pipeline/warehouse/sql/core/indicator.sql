-- table: core.indicator
-- The indicator catalogue of the plan, without what judging decides (judged.indicator_year).
-- column basis_kind: what intervals are computed from: counts, respondents, derived_counts or none
-- column basis_indicator_id: indicator that holds the number of respondents or the population
-- without: judged_year, latest_year, availability
create table core.indicator (
    like mart.indicator,
    basis_kind         varchar not null
        check (basis_kind in ('counts', 'respondents', 'derived_counts', 'none')),
    basis_indicator_id varchar
);

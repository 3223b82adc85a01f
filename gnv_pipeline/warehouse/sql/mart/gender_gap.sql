-- table: mart.gender_gap
-- Women against men in the judged year, for every area of an indicator that has both, and whether the gap has
-- grown since an earlier comparable year. Where the county has no value of its own by gender, its row is the mean
-- over kommuner of women, of men and of the gap, weighted by the respondents of each kommun.
-- column indicator_id: the indicator
-- column organisation_id: the area
-- column data_year: the judged data year
-- column women: value of women, in the indicator's unit
-- column men: value of men
-- column gap: women minus men (percentage points for shares)
-- column lower95: lower limit of the 95 % interval of the gap (Newcombe for shares)
-- column upper95: upper limit of it
-- column interval_basis: counts, respondents, derived_counts, respondents_split (the source tells respondents only for
--     all together: the interval holds for every split between women and men that the published values allow) or none
-- column areas_included: for a county value weighted over kommuner: how many are in it; empty for the others
-- column areas_expected: how many there are
-- column signal: higher, lower, similar (no certain difference) or not_judged: women against men
-- column reason: interval_excludes_zero, interval_covers_zero, base_unknown, few, no_value, older_year or suppressed
-- column from_year: earlier comparable data year in which both have a value; empty without one
-- column from_gap: gap of that year
-- column change: gap minus from_gap
-- column change_lower95: lower limit of the 95 % interval of the change
-- column change_upper95: upper limit of it
-- column development: wider, narrower, uncertain (cannot be told) or not_judged: of the size of the gap, whichever
--     of the two is higher
-- column development_reason: interval_excludes_zero, interval_covers_zero, base_unknown, few, no_value, no_earlier_value
--     or suppressed
create table mart.gender_gap (
    indicator_id       varchar not null references mart.indicator (indicator_id),
    organisation_id    varchar not null references mart.organisation (organisation_id),
    data_year          integer not null,
    women              double,
    men                double,
    gap                double,
    lower95            double,
    upper95            double,
    interval_basis     varchar not null check (
        interval_basis in ('counts', 'respondents', 'derived_counts', 'respondents_split', 'none')
    ),
    areas_included     integer,
    areas_expected     integer,
    signal             varchar not null check (signal in ('higher', 'lower', 'similar', 'not_judged')),
    reason             varchar not null,
    from_year          integer,
    from_gap           double,
    change             double,
    change_lower95     double,
    change_upper95     double,
    development        varchar not null
        check (development in ('wider', 'narrower', 'uncertain', 'not_judged')),
    development_reason varchar not null,
    primary key (indicator_id, organisation_id, data_year)
);

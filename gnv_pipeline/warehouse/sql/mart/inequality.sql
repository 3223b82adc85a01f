-- table: mart.inequality
-- Spread between kommuner in the judged year, always beside what chance alone gives. One set of kommuner stands
-- behind all measures of a row: those with a known base where there are at least three, else all with a value.
-- Weights are the bases (respondents, persons). Development compares the same kommuner in two years.
-- column indicator_id: the indicator
-- column data_year: the judged data year
-- column gender: T, K or M
-- column areas: kommuner with a value
-- column areas_known: kommuner with a known base, on which chance is computed
-- column areas_used: kommuner behind the measures of this row
-- column lowest: smallest value among areas_used
-- column highest: largest value among areas_used
-- column difference: highest minus lowest
-- column ratio: highest over lowest; empty where lowest is 0
-- column mean_deviation: weighted mean distance of a kommun from the mean of all (mdmw), in the indicator's unit;
--     empty where bases are unknown
-- column between_variance: between-group variance (bgv), in the unit squared; empty where bases are unknown
-- column chance_mean: difference that chance alone gives on average between equal kommuner of these sizes
-- column chance_lower: 2.5 percentile of that
-- column chance_upper: 97.5 percentile of that
-- column chance_mean_deviation: mean_deviation that chance alone gives on average between equal kommuner
-- column remaining: spread that remains beyond chance: standard deviation between kommuner in the indicator's unit,
--     square root of what is left of the variance when that of chance is taken away; 0 where nothing is left
-- column signal: beyond_chance, within_chance or not_judged
-- column reason: compared, base_unknown, too_few or suppressed
-- column from_year: earlier comparable data year of the development; empty without one
-- column from_areas: kommuner with a known base in both years, on which the development is judged
-- column from_difference: highest minus lowest in from_year, among from_areas
-- column from_chance_mean: difference that chance alone gave on average in from_year, among from_areas
-- column from_remaining: spread beyond chance in from_year, among from_areas
-- column development: wider, narrower, uncertain (cannot be told) or not_judged: of the spread beyond chance
-- column development_reason: interval_excludes_zero, interval_covers_zero, no_earlier_value, base_unknown, too_few or suppressed
create table mart.inequality (
    indicator_id          varchar not null references mart.indicator (indicator_id),
    data_year             integer not null,
    gender                varchar not null check (gender in ('T', 'K', 'M')),
    areas                 integer not null,
    areas_known           integer not null,
    areas_used            integer not null default 0,
    lowest                double,
    highest               double,
    difference            double,
    ratio                 double,
    mean_deviation        double,
    between_variance      double,
    chance_mean           double,
    chance_lower          double,
    chance_upper          double,
    chance_mean_deviation double,
    remaining             double check (remaining >= 0),
    signal                varchar not null check (signal in ('beyond_chance', 'within_chance', 'not_judged')),
    reason                varchar not null,
    from_year             integer,
    from_areas            integer,
    from_difference       double,
    from_chance_mean      double,
    from_remaining        double check (from_remaining >= 0),
    development           varchar not null default 'not_judged'
        check (development in ('wider', 'narrower', 'uncertain', 'not_judged')),
    development_reason    varchar not null default 'no_earlier_value',
    primary key (indicator_id, data_year, gender)
);

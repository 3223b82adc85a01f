-- table: mart.inequality
-- Spread between kommuner in the judged year, always beside what chance alone gives.
-- column indicator_id: the indicator
-- column data_year: the judged data year
-- column gender: T, K or M
-- column areas: kommuner with a value
-- column areas_known: kommuner with a known base, on which chance is computed
-- column lowest: smallest value
-- column highest: largest value
-- column difference: highest minus lowest among kommuner with a known base
-- column chance_mean: difference that chance alone gives on average between equal kommuner of these sizes
-- column chance_lower: 2.5 percentile of that
-- column chance_upper: 97.5 percentile of that
-- column signal: beyond_chance, within_chance or not_judged
-- column reason: compared, base_unknown, too_few or suppressed
create table mart.inequality (
    indicator_id varchar not null references mart.indicator (indicator_id),
    data_year    integer not null,
    gender       varchar not null check (gender in ('T', 'K', 'M')),
    areas        integer not null,
    areas_known  integer not null,
    lowest       double,
    highest      double,
    difference   double,
    chance_mean  double,
    chance_lower double,
    chance_upper double,
    signal       varchar not null check (signal in ('beyond_chance', 'within_chance', 'not_judged')),
    reason       varchar not null,
    primary key (indicator_id, data_year, gender)
);

-- table: mart.trend
-- Change from an earlier comparable value to the judged year, and the trend over the five latest comparable
-- points up to it. Overlapping means are compared T against T minus the years they span and are never tested
-- as a series; a year without a national survey is not a gap; a changed definition ends the series.
-- column indicator_id: the indicator
-- column organisation_id: the area
-- column data_year: the judged data year
-- column gender: T, K or M
-- column from_year: the earlier data year; empty when there is none
-- column from_value: its value
-- column change: value minus from_value, in the indicator's unit (percentage points for shares)
-- column lower95: lower limit of the 95 % interval of the change
-- column upper95: upper limit of the 95 % interval of the change
-- column signal: better, worse, higher, lower, uncertain or not_judged
-- column reason: interval_excludes_zero, interval_covers_zero, base_unknown, few, no_value, no_earlier_value or suppressed
-- column nation_change: what the nation did in the same time
-- column points: comparable points in the unbroken series that ends in data_year, at most five
-- column first_year: data year of the first of these points; empty without any
-- column slope: weighted change per year over the five points, in the indicator's unit; only where all five are tested
-- column series_signal: what the test over five points says: better, worse, higher, lower, uncertain (cannot be told,
--     never "unchanged") or not_judged
-- column series_reason: trend_certain, trend_uncertain, too_few_points, overlapping_means, base_unknown, few (a base
--     under 30 among the points), no_value or suppressed
-- column nation_slope: change per year of the nation over the same years, every point weighing the same; empty
--     unless it has all of them
create table mart.trend (
    indicator_id    varchar not null references mart.indicator (indicator_id),
    organisation_id varchar not null references mart.organisation (organisation_id),
    data_year       integer not null,
    gender          varchar not null check (gender in ('T', 'K', 'M')),
    from_year       integer,
    from_value      double,
    change          double,
    lower95         double,
    upper95         double,
    signal          varchar not null
        check (signal in ('better', 'worse', 'higher', 'lower', 'uncertain', 'not_judged')),
    reason          varchar not null,
    nation_change   double,
    points          integer not null default 0 check (points between 0 and 5),
    first_year      integer,
    slope           double,
    series_signal   varchar not null default 'not_judged'
        check (series_signal in ('better', 'worse', 'higher', 'lower', 'uncertain', 'not_judged')),
    series_reason   varchar not null default 'too_few_points',
    nation_slope    double,
    primary key (indicator_id, organisation_id, data_year, gender)
);

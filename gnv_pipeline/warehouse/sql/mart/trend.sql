-- table: mart.trend
-- Change from an earlier comparable value to the judged year. Overlapping means are compared T against
-- T minus the years they span; a year without a national survey is not a gap; a changed definition ends the series.
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
    primary key (indicator_id, organisation_id, data_year, gender)
);

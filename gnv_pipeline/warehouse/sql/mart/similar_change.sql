-- table: mart.similar_change
-- What became of each similar kommun since its earlier comparable value: who improved with certainty. One row per
-- kommun indicator, kommun and similar kommun (all together, gender T); not_judged where its values are not known here.
-- column indicator_id: the indicator
-- column organisation_id: the kommun that it is similar to
-- column similar_id: the similar kommun
-- column data_year: the judged data year
-- column from_year: the earlier data year; empty when there is none
-- column from_value: its value then
-- column value: its value in data_year
-- column change: value minus from_value
-- column lower95: lower limit of the 95 % interval of the change
-- column upper95: upper limit of it
-- column signal: better, worse, higher, lower, uncertain or not_judged
-- column reason: interval_excludes_zero, interval_covers_zero, base_unknown, few, no_value, no_earlier_value or suppressed
create table mart.similar_change (
    indicator_id    varchar not null references mart.indicator (indicator_id),
    organisation_id varchar not null references mart.organisation (organisation_id),
    similar_id      varchar not null,
    data_year       integer not null,
    from_year       integer,
    from_value      double,
    value           double,
    change          double,
    lower95         double,
    upper95         double,
    signal          varchar not null
        check (signal in ('better', 'worse', 'higher', 'lower', 'uncertain', 'not_judged')),
    reason          varchar not null,
    primary key (indicator_id, organisation_id, similar_id)
);

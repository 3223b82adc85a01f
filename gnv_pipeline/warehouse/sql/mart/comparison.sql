-- table: mart.comparison
-- Each area's value in the judged year against a benchmark; the sign of the difference only where the
-- interval carries it. A kommun is compared with the others without itself where counts are known.
-- column indicator_id: the indicator
-- column organisation_id: the area
-- column data_year: the judged data year
-- column gender: T, K or M
-- column benchmark_kind: others (the county without the area), county, nation or group
-- column benchmark_value: the value compared with, in the indicator's unit
-- column signal: better, worse, similar, higher, lower or not_judged
-- column strength: 95 or 998: the widest interval that excludes the benchmark; empty otherwise
-- column reason: interval_excludes, interval_covers, base_unknown, few, no_value, no_benchmark, older_year or suppressed
create table mart.comparison (
    indicator_id    varchar not null references mart.indicator (indicator_id),
    organisation_id varchar not null references mart.organisation (organisation_id),
    data_year       integer not null,
    gender          varchar not null check (gender in ('T', 'K', 'M')),
    benchmark_kind  varchar not null check (benchmark_kind in ('others', 'county', 'nation', 'group')),
    benchmark_value double,
    signal          varchar not null
        check (signal in ('better', 'worse', 'similar', 'higher', 'lower', 'not_judged')),
    strength        integer check (strength in (95, 998)),
    reason          varchar not null,
    primary key (indicator_id, organisation_id, data_year, gender, benchmark_kind)
);

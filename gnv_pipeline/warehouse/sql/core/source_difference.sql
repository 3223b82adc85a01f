-- table: core.source_difference
-- Where another source gives another value than the authoritative one; shown as a warning, never mended.
-- column indicator_id: the indicator
-- column organisation_id: the area
-- column data_year: year the value is for
-- column gender: T, K or M
-- column source_rank: rank of the other source
-- column source_kind: kind of the authoritative source
-- column value: value of the authoritative source
-- column other_source_kind: kind of the other source
-- column other_value: its value
create table core.source_difference (
    indicator_id      varchar not null references core.indicator (indicator_id),
    organisation_id   varchar not null references core.area (organisation_id),
    data_year         integer not null,
    gender            varchar not null check (gender in ('T', 'K', 'M')),
    source_rank       integer not null,
    source_kind       varchar not null,
    value             double  not null,
    other_source_kind varchar not null,
    other_value       double  not null,
    primary key (indicator_id, organisation_id, data_year, gender, source_rank)
);

-- table: core.indicator_source
-- Where values of an indicator come from, per level and span of data years; in the plan's order. For each
-- level and year the first source whose span covers the year is the authoritative one.
-- column indicator_id: the indicator
-- column source_no: order in the plan, from 1
-- column level: kommun, region, nation or group
-- column kind: workbook, kolada or bulk
-- column kolada_id: Kolada's id, for kolada
-- column reported_by: whose workbook holds the cells, for workbook: kommun or region
-- column from_year: first data year; empty when unlimited
-- column to_year: last data year; empty when unlimited
create table core.indicator_source (
    indicator_id varchar not null references core.indicator (indicator_id),
    source_no    integer not null,
    level        varchar not null check (level in ('kommun', 'region', 'nation', 'group')),
    kind         varchar not null check (kind in ('workbook', 'kolada', 'bulk')),
    kolada_id    varchar,
    reported_by  varchar check (reported_by in ('kommun', 'region')),
    from_year    integer,
    to_year      integer,
    primary key (indicator_id, source_no)
);

-- table: mart.indicator_definition
-- The versions of each indicator's definition; a later version ends the comparable series before it.
-- column indicator_id: the indicator
-- column version: from 1
-- column from_year: first data year it holds for
-- column to_year: last data year; empty while in force
-- column text: the definition
-- column break_note: what changed against the version before
create table mart.indicator_definition (
    indicator_id varchar not null references mart.indicator (indicator_id),
    version      integer not null,
    from_year    integer not null,
    to_year      integer,
    text         varchar not null,
    break_note   varchar,
    primary key (indicator_id, version)
);

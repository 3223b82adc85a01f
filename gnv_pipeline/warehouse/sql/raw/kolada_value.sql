-- table: raw.kolada_value
-- Values of Kolada as received, one row per row of the newest file that holds it. Nothing is corrected.
-- column kolada_id: Kolada's id of the nyckeltal
-- column organisation_id: Kolada's id of the area
-- column data_year: year the value is for
-- column gender: T, K or M
-- column value: the value; empty where the source returned the row without one
-- column missing_reason: why there is none, as the source says it
-- column sha256: hash of the file
-- column source_file: name of the file as received
-- column line: line of the file, from 1
-- column fetched_on: day it was fetched, ISO 8601
create table raw.kolada_value (
    kolada_id       varchar not null,
    organisation_id varchar not null,
    data_year       integer not null,
    gender          varchar not null,
    value           double,
    missing_reason  varchar,
    sha256          varchar not null,
    source_file     varchar not null,
    line            integer,
    fetched_on      varchar not null,
    primary key (kolada_id, organisation_id, data_year, gender)
);

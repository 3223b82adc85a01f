-- table: raw.kolada_group
-- Members of Kolada's kommun groups as received, one row per row of the newest file that holds the group.
-- column group_id: Kolada's id of the group
-- column group_title: its title as received, e.g. "Liknande kommuner äldreomsorg, Mora, 2024"
-- column member_id: Kolada's id of the member
-- column member_title: its name as received
-- column sha256: hash of the file
-- column source_file: name of the file as received
-- column line: line of the file, from 1
-- column fetched_on: day it was fetched, ISO 8601
create table raw.kolada_group (
    group_id     varchar not null,
    group_title  varchar not null,
    member_id    varchar not null,
    member_title varchar not null,
    sha256       varchar not null,
    source_file  varchar not null,
    line         integer,
    fetched_on   varchar not null,
    primary key (group_id, member_id)
);

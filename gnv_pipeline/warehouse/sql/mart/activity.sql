-- table: mart.activity
-- Activities as reported for the year. The id stays the same over years.
-- column activity_id: stable id
-- column organisation_id: who reports it
-- column year: uppföljningsår
-- column name: what is done
-- column partners: with whom, label
-- column responsible: function responsible
-- column status: code of the plan's status list
-- column status_label: the same in words
-- column starts_on: start, as written (a date or a year)
-- column ends_on: end, as written
-- column funding: how it is paid, label
-- column learned: what was learned
create table mart.activity (
    activity_id     varchar not null,
    organisation_id varchar not null references mart.organisation (organisation_id),
    year            integer not null,
    name            varchar not null,
    partners        varchar,
    responsible     varchar,
    status          varchar,
    status_label    varchar,
    starts_on       varchar,
    ends_on         varchar,
    funding         varchar,
    learned         varchar,
    primary key (activity_id, year)
);

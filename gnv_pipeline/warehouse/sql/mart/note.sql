-- table: mart.note
-- Comments that follow a value into the report.
-- column note_id: stable id
-- column subject: what it is about: indicator_value, submission or source
-- column indicator_id: the indicator, where it is about one
-- column organisation_id: the area, where it is about one
-- column data_year: the data year, where it is about one
-- column gender: T, K or M, where it is about a value
-- column text: the comment in Swedish
-- column origin: who says it: organisation, plan or system
create table mart.note (
    note_id         varchar not null primary key,
    subject         varchar not null check (subject in ('indicator_value', 'submission', 'source')),
    indicator_id    varchar,
    organisation_id varchar,
    data_year       integer,
    gender          varchar,
    text            varchar not null,
    origin          varchar not null check (origin in ('organisation', 'plan', 'system'))
);

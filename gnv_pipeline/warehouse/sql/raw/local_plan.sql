-- table: raw.local_plan
-- Rows of the sheet Lokal plan as read, of every year and round that is known.
-- column year: uppföljningsår of the workbook
-- column round: round of the year
-- column organisation_id: who reports it
-- column goal_id: goal of the plan
-- column fields: the plan's fields by id, a JSON object; codes for code fields, text else
-- column sheet: sheet of the workbook
-- column cells: field to cell, a JSON object
-- column submission_id: the submission it came with
-- column sha256: hash of the original file
-- column source_file: name of the file as received
-- column received_at: when it was received, ISO 8601 with offset
create table raw.local_plan (
    year              integer not null,
    round             integer not null,
    organisation_id   varchar not null,
    goal_id           varchar not null,
    fields            varchar not null,
    sheet             varchar not null,
    cells             varchar not null,
    submission_id     varchar not null,
    sha256            varchar not null,
    source_file       varchar not null,
    received_at       varchar not null,
    primary key (year, round, organisation_id, goal_id)
);

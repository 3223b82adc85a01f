-- table: raw.hand_in
-- Fields of the sheet Inlämning as read, of every year and round that is known.
-- column year: uppföljningsår of the workbook
-- column round: round of the year
-- column organisation_id: who handed in
-- column field_id: field of the plan
-- column value: what was filled in; a code for code fields
-- column sheet: sheet of the workbook
-- column cells: field to cell, a JSON object
-- column submission_id: the submission it came with
-- column sha256: hash of the original file
-- column source_file: name of the file as received
-- column received_at: when it was received, ISO 8601 with offset
create table raw.hand_in (
    year              integer not null,
    round             integer not null,
    organisation_id   varchar not null,
    field_id          varchar not null,
    value             varchar,
    sheet             varchar not null,
    cells             varchar not null,
    submission_id     varchar not null,
    sha256            varchar not null,
    source_file       varchar not null,
    received_at       varchar not null,
    primary key (year, round, organisation_id, field_id)
);

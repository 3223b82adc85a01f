-- table: raw.answer
-- Answers of the sheet Självskattning as read, of every year and round that is known.
-- column year: uppföljningsår of the workbook
-- column round: round of the year
-- column organisation_id: who answered
-- column unit: division for the region's columns; empty text for the organisation as a whole
-- column statement_id: the statement
-- column statement_version: version of its wording
-- column answer: code of the scale step; empty when not answered
-- column basis: what the answer builds on, in the organisation's own words
-- column sheet: sheet of the workbook
-- column cells: field to cell, a JSON object
-- column submission_id: the submission it came with
-- column sha256: hash of the original file
-- column source_file: name of the file as received
-- column received_at: when it was received, ISO 8601 with offset
create table raw.answer (
    year              integer not null,
    round             integer not null,
    organisation_id   varchar not null,
    unit              varchar not null,
    statement_id      varchar not null,
    statement_version integer not null,
    answer            varchar,
    basis             varchar,
    sheet             varchar not null,
    cells             varchar not null,
    submission_id     varchar not null,
    sha256            varchar not null,
    source_file       varchar not null,
    received_at       varchar not null,
    primary key (year, round, organisation_id, unit, statement_id)
);

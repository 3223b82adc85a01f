-- table: raw.held
-- Rows of workbooks that are held until they have been corrected.
-- column year: uppföljningsår of the workbook
-- column round: round of the year
-- column reported_by: whose workbook holds the row
-- column sheet_id: which kind of sheet, e.g. keyfigures
-- column row_key: which row; for key figures indicator|area|gender
-- column sheet: sheet of the workbook
-- column submission_id: the submission it came with
-- column sha256: hash of the original file
-- column source_file: name of the file as received
-- column received_at: when it was received, ISO 8601 with offset
create table raw.held (
    year              integer not null,
    round             integer not null,
    reported_by       varchar not null,
    sheet_id          varchar not null,
    row_key           varchar not null,
    sheet             varchar not null,
    submission_id     varchar not null,
    sha256            varchar not null,
    source_file       varchar not null,
    received_at       varchar not null,
    primary key (year, round, reported_by, sheet_id, row_key)
);

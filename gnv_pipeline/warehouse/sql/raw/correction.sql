-- table: raw.correction
-- Cells of workbooks that are read as an analyst has corrected them; only those that count now.
-- column decision_id: id of the decision, e.g. R1; cells corrected together share it
-- column organisation_id: whose workbook
-- column year: uppföljningsår of the workbook
-- column round: round of the year
-- column submission_id: the submission that is corrected
-- column sha256: hash of the original, which is unchanged
-- column sheet: sheet of the workbook
-- column sheet_id: which kind of sheet, e.g. keyfigures
-- column row_key: which row; for key figures indicator|area|gender
-- column field: field of the row
-- column cell: cell of the workbook
-- column old: what stood there; personal data covered
-- column new: what is read instead
-- column reason: why
-- column source: who said so and how, e.g. telefon 12 april
-- column function: who corrected, as a function
-- column received_at: when it was taken down, ISO 8601 with offset
create table raw.correction (
    decision_id     varchar not null,
    organisation_id varchar not null,
    year            integer not null,
    round           integer not null,
    submission_id   varchar not null,
    sha256          varchar not null,
    sheet           varchar not null,
    sheet_id        varchar not null,
    row_key         varchar not null,
    field           varchar not null,
    cell            varchar not null,
    old             varchar not null,
    new             varchar not null,
    reason          varchar not null,
    source          varchar not null,
    function        varchar not null,
    received_at     varchar not null,
    primary key (submission_id, sheet, cell)
);

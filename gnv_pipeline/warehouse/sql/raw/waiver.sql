-- table: raw.waiver
-- Hard rules that are lifted for a row of an organisation's workbook.
-- column decision_id: id of the decision, e.g. U1
-- column organisation_id: whose workbook
-- column year: uppföljningsår of the workbook
-- column round: round of the year
-- column code: code of the rule
-- column about: what the rule looks at, in Swedish
-- column sheet: sheet of the workbook
-- column sheet_id: which kind of sheet, e.g. keyfigures
-- column row_key: which row; for key figures indicator|area|gender
-- column cell: the cell that the rule stopped
-- column reason: why it is lifted
-- column function: who decided, as a function
-- column received_at: when it was taken down, ISO 8601 with offset
create table raw.waiver (
    decision_id     varchar not null primary key,
    organisation_id varchar not null,
    year            integer not null,
    round           integer not null,
    code            varchar not null,
    about           varchar not null,
    sheet           varchar not null,
    sheet_id        varchar not null,
    row_key         varchar not null,
    cell            varchar not null,
    reason          varchar not null,
    function        varchar not null,
    received_at     varchar not null
);

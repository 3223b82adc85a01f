-- table: core.local_plan
-- Which of the county's goals each organisation works with, year by year.
-- column submission_id: the submission it came with
-- column sha256: hash of the original file
-- column source_file: name of the file as received
-- column received_at: when it was received, ISO 8601 with offset
-- column sheet: sheet of the workbook
-- column cells: field to cell, a JSON object such as {"name": "B7"}
create table core.local_plan (
    like mart.local_plan,
    submission_id varchar not null,
    sha256        varchar not null,
    source_file   varchar not null,
    received_at   varchar not null,
    sheet         varchar not null,
    cells         varchar not null
);

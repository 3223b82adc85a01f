-- table: mart.lineage
-- The way home from every published number: to the cell of a workbook or the row of a national answer.
-- column subject: indicator_value, self_assessment_answer, activity, local_plan, obstacle or human_text
-- column subject_key: key of the row, parts joined by |: for values indicator|organisation|data year|gender
-- column component: numerator, denominator, value, answer or text
-- column input_no: order among the inputs, from 1
-- column submission_id: submission it came with, for workbooks
-- column source_kind: workbook, kolada, bulk or text
-- column source_file: name of the file as received
-- column sha256: hash of the original
-- column received_at: when it was received or fetched, ISO 8601
-- column sheet: sheet of the workbook
-- column cell: cell of the workbook
-- column locator: other place, e.g. rad 123
create table mart.lineage (
    subject       varchar not null,
    subject_key   varchar not null,
    component     varchar not null
        check (component in ('numerator', 'denominator', 'value', 'answer', 'text')),
    input_no      integer not null,
    submission_id varchar,
    source_kind   varchar not null check (source_kind in ('workbook', 'kolada', 'bulk', 'text')),
    source_file   varchar not null,
    sha256        varchar not null,
    received_at   varchar not null,
    sheet         varchar,
    cell          varchar,
    locator       varchar,
    primary key (subject, subject_key, component, input_no)
);

-- table: core.correction
-- Corrections of the plan's organisations up to the report year, with the value they concern where they concern
-- one. What stood there and what is read instead stays in raw: it may be a small number or a person's words.
-- column decision_id: id of the decision, e.g. R1; cells corrected together share it
-- column organisation_id: whose workbook
-- column year: uppföljningsår of the workbook
-- column round: round of the year
-- column submission_id: the submission that is corrected
-- column sheet: sheet of the workbook
-- column cell: cell of the workbook
-- column indicator_id: the indicator, for key figures
-- column value_organisation_id: the area the value is about, for key figures
-- column data_year: the data year, for key figures
-- column gender: T, K or M, for key figures
-- column reason: why
-- column source: who said so and how
-- column function: who corrected, as a function
-- column corrected_on: the day it was taken down
create table core.correction (
    decision_id           varchar not null,
    organisation_id       varchar not null references mart.organisation (organisation_id),
    year                  integer not null,
    round                 integer not null,
    submission_id         varchar not null,
    sheet                 varchar not null,
    cell                  varchar not null,
    indicator_id          varchar,
    value_organisation_id varchar,
    data_year             integer,
    gender                varchar,
    reason                varchar not null,
    source                varchar not null,
    function              varchar not null,
    corrected_on          date not null,
    primary key (submission_id, sheet, cell)
);

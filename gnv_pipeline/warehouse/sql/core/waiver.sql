-- table: core.waiver
-- Hard rules lifted for rows of the plan's organisations up to the report year, with the value they concern where
-- they concern one.
-- column decision_id: id of the decision, e.g. U1
-- column organisation_id: whose workbook
-- column year: uppföljningsår of the workbook
-- column round: round of the year
-- column code: code of the rule
-- column about: what the rule looks at, in Swedish
-- column sheet: sheet of the workbook
-- column cell: the cell that the rule stopped
-- column indicator_id: the indicator, for key figures
-- column value_organisation_id: the area the value is about, for key figures
-- column data_year: the data year, for key figures
-- column gender: T, K or M, for key figures
-- column reason: why it is lifted
-- column function: who decided, as a function
-- column decided_on: the day it was taken down
create table core.waiver (
    decision_id           varchar not null primary key,
    organisation_id       varchar not null references mart.organisation (organisation_id),
    year                  integer not null,
    round                 integer not null,
    code                  varchar not null,
    about                 varchar not null,
    sheet                 varchar not null,
    cell                  varchar not null,
    indicator_id          varchar,
    value_organisation_id varchar,
    data_year             integer,
    gender                varchar,
    reason                varchar not null,
    function              varchar not null,
    decided_on            date not null
);

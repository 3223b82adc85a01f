-- table: core.run
-- What is being made: one row.
-- column report_year: uppföljningsår
-- column edition: preliminary, final or autumn_update
-- column as_of: latest date among the inputs, or the date given
-- column plan_revision: year of the plan revision used
-- column plan_in_force: false when the report year lies before the first revision
-- column example: whether any input is generated example data
create table core.run (
    report_year   integer not null primary key,
    edition       varchar not null check (edition in ('preliminary', 'final', 'autumn_update')),
    as_of         date    not null,
    plan_revision integer not null,
    plan_in_force boolean not null,
    example       boolean not null
);

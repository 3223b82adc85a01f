-- table: mart.edition
-- The publication itself: one row. Everything a reader must know about when and from what it was made.
-- column report_year: uppföljningsår
-- column edition: which edition of the year: preliminary, final or autumn_update
-- column as_of: latest date among the inputs, or the date given; the only date in any output
-- column plan_revision: year of the plan revision used
-- column plan_in_force: false when the report year lies before the first revision; then nothing is said of pace
-- column code_version: version of the programme that made it
-- column example: true when any input is generated example data
-- column has_submissions: whether any workbook for the year was taken in
-- column has_national: whether any value from a national source was taken in
create table mart.edition (
    report_year     integer not null primary key,
    edition         varchar not null check (edition in ('preliminary', 'final', 'autumn_update')),
    as_of           date    not null,
    plan_revision   integer not null,
    plan_in_force   boolean not null,
    code_version    varchar not null,
    example         boolean not null,
    has_submissions boolean not null,
    has_national    boolean not null
);

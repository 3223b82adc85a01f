-- table: core.statement
-- The statements of the self-assessment (självskattning) asked in the report year.
create table core.statement (
    like mart.statement
);

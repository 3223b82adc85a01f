-- table: mart.statement
-- The statements of the self-assessment (självskattning) asked in the report year.
-- column statement_id: id in the plan
-- column statement_version: version of the wording
-- column statement_set: set it belongs to; change is shown only within one set
-- column delmal_id: its delmål
-- column sort_order: number of the statement, from 1
-- column text: the statement
-- column example: whether it is an example, not decided by the region
create table mart.statement (
    statement_id      varchar not null,
    statement_version integer not null,
    statement_set     varchar not null,
    delmal_id         varchar not null references mart.delmal (delmal_id),
    sort_order        integer not null,
    text              varchar not null,
    example           boolean not null,
    primary key (statement_id, statement_version)
);

-- table: core.delmal
-- The delmål of the strategy with their quoted texts.
create table core.delmal (
    like mart.delmal
);

-- table: mart.delmal
-- The delmål of the strategy with their quoted texts.
-- column delmal_id: id in the plan
-- column sort_order: order in the plan, from 1
-- column name: name
-- column text: the delmål as the strategy words it
-- column description: what inhabitants are to experience, as the strategy words it
-- column source: where the text is quoted from
-- column colour: colour of the delmål, #rrggbb
create table mart.delmal (
    delmal_id   varchar not null primary key,
    sort_order  integer not null,
    name        varchar not null,
    text        varchar not null,
    description varchar not null,
    source      varchar not null,
    colour      varchar not null
);

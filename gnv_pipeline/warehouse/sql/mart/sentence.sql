-- table: mart.sentence
-- Every sentence that a machine writes in a report, made from masked rows only. No renderer writes its own.
-- column sentence_id: stable id: place, organisation and order
-- column place: where it belongs, e.g. front.right_way, goal.level, indicator.value
-- column organisation_id: area it is about or the report it belongs to
-- column goal_id: the goal, where it is about one
-- column indicator_id: the indicator, where it is about one
-- column sort_order: order within the place
-- column text: the sentence in Swedish
create table mart.sentence (
    sentence_id     varchar not null primary key,
    place           varchar not null,
    organisation_id varchar not null references mart.organisation (organisation_id),
    goal_id         varchar,
    indicator_id    varchar,
    sort_order      integer not null,
    text            varchar not null
);

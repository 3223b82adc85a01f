-- table: mart.edition_change
-- What differs from the edition before it of the same report year.
-- column change_no: order, from 1
-- column previous_edition: the edition compared with
-- column subject: indicator_value or goal_status
-- column indicator_id: the indicator
-- column organisation_id: the area
-- column data_year: the data year
-- column gender: T, K or M
-- column old: what the earlier edition said, in words
-- column new: what this one says, in words
-- column reason: why, in Swedish
create table mart.edition_change (
    change_no        integer not null primary key,
    previous_edition varchar not null,
    subject          varchar not null,
    indicator_id     varchar not null,
    organisation_id  varchar not null,
    data_year        integer not null,
    gender           varchar not null,
    old              varchar not null,
    new              varchar not null,
    reason           varchar not null
);

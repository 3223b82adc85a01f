-- table: core.similar_value
-- National values of similar kommuner outside the county, by the plan's indicators; empty unless such values
-- have been read in. They serve the question who of the similar ones has improved, nothing else.
-- column indicator_id: the indicator
-- column member_id: the similar kommun
-- column data_year: year of the value
-- column value: the value in the indicator's unit, for all together
create table core.similar_value (
    indicator_id varchar not null references core.indicator (indicator_id),
    member_id    varchar not null,
    data_year    integer not null,
    value        double not null,
    primary key (indicator_id, member_id, data_year)
);

-- table: mart.pooled_value
-- Several survey rounds put together, for kommuner with fewer respondents in the judged year than the plan's limit
-- (100). Labelled "flera omgångar sammanslagna"; never judged against a goal, for it says nothing of one year.
-- column indicator_id: the indicator
-- column organisation_id: the kommun
-- column data_year: data year of the latest round in it
-- column gender: T, K or M
-- column from_year: data year of the first round in it
-- column rounds: rounds put together, 2 or more, all with the same definition
-- column numerator: those with the property in all rounds, where counts may be shown
-- column denominator: respondents in all rounds
-- column value: share of them, percent
-- column lower95: lower limit of the 95 % interval
-- column upper95: upper limit of it
create table mart.pooled_value (
    indicator_id    varchar not null references mart.indicator (indicator_id),
    organisation_id varchar not null references mart.organisation (organisation_id),
    data_year       integer not null,
    gender          varchar not null check (gender in ('T', 'K', 'M')),
    from_year       integer not null,
    rounds          integer not null check (rounds >= 2),
    numerator       double check (numerator >= 0),
    denominator     double check (denominator >= 0),
    value           double,
    lower95         double,
    upper95         double,
    primary key (indicator_id, organisation_id, data_year, gender)
);

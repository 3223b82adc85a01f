-- table: mart.hand_in
-- What the sheet Inlämning says about how the workbook was filled in; functions, never names of persons.
-- column organisation_id: the organisation
-- column year: uppföljningsår
-- column round: round of the year
-- column field_id: field of the plan
-- column label: its label
-- column value: the answer in words
create table mart.hand_in (
    organisation_id varchar not null references mart.organisation (organisation_id),
    year            integer not null,
    round           integer not null,
    field_id        varchar not null,
    label           varchar not null,
    value           varchar,
    primary key (organisation_id, year, round, field_id)
);

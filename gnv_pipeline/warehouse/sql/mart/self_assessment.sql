-- table: mart.self_assessment
-- Self-assessment (självskattning) per organisation, unit and delmål. No significance test is made.
-- column organisation_id: who answered; the county row is made from all organisations' answers
-- column unit: division for the region's columns; empty text for the organisation as a whole
-- column year: uppföljningsår
-- column round: round of the year
-- column delmal_id: the delmål
-- column statement_set: set of statements answered
-- column asked: statements asked
-- column answered: statements answered with a score
-- column unknown: answers "Vet ej" or "Ej aktuellt"
-- column mean: mean on the scale; empty when too few were answered
-- column index_0_100: the mean as an index 0-100
-- column previous_mean: mean of the round before, only with the same statements
-- column previous_year: year of previous_mean
-- column other_people: whether other functions answered than the round before; empty when unknown
create table mart.self_assessment (
    organisation_id varchar not null references mart.organisation (organisation_id),
    unit            varchar not null,
    year            integer not null,
    round           integer not null,
    delmal_id       varchar not null references mart.delmal (delmal_id),
    statement_set   varchar not null,
    asked           integer not null,
    answered        integer not null check (answered <= asked),
    unknown         integer not null,
    mean            double,
    index_0_100     double check (index_0_100 between 0 and 100),
    previous_mean   double,
    previous_year   integer,
    other_people    boolean,
    primary key (organisation_id, unit, year, round, delmal_id)
);

-- table: mart.self_assessment_answer
-- Each answer of the self-assessment. How they are shown in the county report is a switch in the plan.
-- column organisation_id: who answered
-- column unit: division for the region's columns; empty text for the organisation as a whole
-- column year: uppföljningsår
-- column round: round of the year
-- column statement_id: the statement
-- column statement_version: version of its wording
-- column answer: code of the scale step; empty when not answered
-- column score: its score on the scale; empty for answers without one
-- column basis: what the answer builds on, in the organisation's own words
create table mart.self_assessment_answer (
    organisation_id   varchar not null references mart.organisation (organisation_id),
    unit              varchar not null,
    year              integer not null,
    round             integer not null,
    statement_id      varchar not null,
    statement_version integer not null,
    answer            varchar,
    score             integer,
    basis             varchar,
    primary key (organisation_id, unit, year, round, statement_id)
);

-- table: mart.obstacle
-- What hinders the local systemledningar that they cannot solve themselves, and the support they ask for.
-- column obstacle_id: stable id
-- column organisation_id: who reports it
-- column year: uppföljningsår
-- column text: the obstacle
-- column theme: code of the plan's theme list
-- column theme_label: the same in words
-- column needed: who needs to be part of it
-- column support: support wished for from the regional systemledning
-- column outcome: what became of it, for last year's obstacles
create table mart.obstacle (
    obstacle_id     varchar not null,
    organisation_id varchar not null references mart.organisation (organisation_id),
    year            integer not null,
    text            varchar not null,
    theme           varchar,
    theme_label     varchar,
    needed          varchar,
    support         varchar,
    outcome         varchar,
    primary key (obstacle_id, year)
);

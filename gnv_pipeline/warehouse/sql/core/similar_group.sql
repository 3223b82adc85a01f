-- table: core.similar_group
-- Kolada's yearly groups of similar kommuner for the kommuner of the plan, read out of the groups' titles
-- ("kind, kommun, year"). A kommun is never in its own group.
-- column kind: what the group goes by, e.g. "Liknande kommuner äldreomsorg"
-- column organisation_id: the kommun that the group is for
-- column group_year: year of the group
-- column member_id: the similar kommun; may lie outside the county
-- column member_name: its name
-- column group_id: Kolada's id of the group
create table core.similar_group (
    kind            varchar not null,
    organisation_id varchar not null references core.area (organisation_id),
    group_year      integer not null,
    member_id       varchar not null,
    member_name     varchar not null,
    group_id        varchar not null,
    primary key (kind, organisation_id, group_year, member_id)
);

-- table: mart.similar
-- The similar kommuner of each kommun: members of Kolada's yearly group where the plan names one and it has been
-- read in, else the nearest kommuner of the county by the variables that the plan names. In name order, no ranking.
-- column organisation_id: the kommun
-- column similar_id: the similar kommun; may lie outside the county and then has no row in mart.organisation
-- column similar_name: its name
-- column basis: kolada_group or nearest
-- column basis_year: year of the group; for nearest the latest year among the variables' values
-- column variables: what nearest goes by, in words, the plan's order; empty for kolada_group
-- column group_id: Kolada's id of the group; empty for nearest
-- column sort_order: Swedish name order, from 1
-- column in_county: whether the similar kommun belongs to the county
create table mart.similar (
    organisation_id varchar not null references mart.organisation (organisation_id),
    similar_id      varchar not null,
    similar_name    varchar not null,
    basis           varchar not null check (basis in ('kolada_group', 'nearest')),
    basis_year      integer,
    variables       varchar,
    group_id        varchar,
    sort_order      integer not null,
    in_county       boolean not null,
    primary key (organisation_id, similar_id),
    check (organisation_id <> similar_id)
);

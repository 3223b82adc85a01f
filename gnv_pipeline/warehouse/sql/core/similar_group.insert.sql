-- A title without a kommun of the plan, or without a year, is another group and is passed over.
insert into core.similar_group (kind, organisation_id, group_year, member_id, member_name, group_id)
with titled as (
    select
        regexp_extract(group_title, '^(.*), ([^,]+), ([0-9]{4})$', ['kind', 'kommun', 'year']) as part,
        group_id,
        member_id,
        member_title
    from raw.kolada_group
)

select
    titled.part.kind,
    area.organisation_id,
    cast(titled.part.year as integer) as group_year,
    titled.member_id,
    min(titled.member_title) as member_name,
    min(titled.group_id) as group_id
from titled
join core.area as area on area.kind = 'kommun' and area.name = titled.part.kommun
where titled.member_id <> area.organisation_id
group by titled.part.kind, area.organisation_id, titled.part.year, titled.member_id
order by titled.part.kind, area.organisation_id, group_year, titled.member_id;

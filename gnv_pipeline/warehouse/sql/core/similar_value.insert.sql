insert into core.similar_value (indicator_id, member_id, data_year, value)
select
    source.indicator_id,
    received.organisation_id as member_id,
    received.data_year,
    received.value
from raw.kolada_value as received
join core.indicator_source as source
    on source.kolada_id = received.kolada_id
    and source.kind = 'kolada'
    and source.level = 'kommun'
    and received.data_year between coalesce(source.from_year, received.data_year)
    and coalesce(source.to_year, received.data_year)
join core.run as run on received.data_year <= run.report_year
where
    received.gender = 'T'
    and received.value is not null
    and received.organisation_id in (select members.member_id from raw.kolada_group as members)
    and received.organisation_id not in (select area.organisation_id from core.area as area)
qualify row_number() over (
    partition by source.indicator_id, received.organisation_id, received.data_year
    order by source.source_no
) = 1
order by source.indicator_id, member_id, received.data_year;

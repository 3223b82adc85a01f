-- Values of other sources that differ by more than what the shown decimals hide.
insert into core.source_difference by name
select
    first.indicator_id,
    first.organisation_id,
    first.data_year,
    first.gender,
    other.source_rank,
    first.source_kind,
    first.value,
    other.source_kind as other_source_kind,
    other.value       as other_value
from core.observation as first
join core.observation_candidate as other
    using (indicator_id, organisation_id, data_year, gender)
join core.indicator as indicator using (indicator_id)
where other.source_rank > 1
    and abs(first.value - other.value) > 0.5 * power(10, -indicator.decimals)
order by all;

-- What the authoritative source says.
insert into core.observation by name
select * exclude (source_rank)
from core.observation_candidate
where source_rank = 1
order by indicator_id, organisation_id, data_year, gender;

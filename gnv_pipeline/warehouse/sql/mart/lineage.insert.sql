-- fills: mart.lineage
-- The way home from values (mart.indicator_value), answers, activities, local plans and obstacles. It holds
-- places and hashes only, so masked values have theirs too.
--   * a value that was received: its own cells or its row; the respondents behind a survey share as denominator
--   * T summed from women and men: the cells of both
--   * the county: the region's row where the plan says so, else all kommuner it was made from
--   * a derived indicator: the values of the indicator it is derived from
insert into mart.lineage (
    subject,
    subject_key,
    component,
    input_no,
    submission_id,
    source_kind,
    source_file,
    sha256,
    received_at,
    sheet,
    cell,
    locator
)
with
-- where each received value lies, one row per component
place as (
    select
        indicator_id,
        organisation_id,
        data_year,
        gender,
        unnest(['numerator', 'denominator']) as component,
        submission_id,
        source_kind,
        source_file,
        sha256,
        received_at,
        sheet,
        unnest([
            json_extract_string(cells, '$.numerator'), json_extract_string(cells, '$.denominator')
        ]) as cell,
        locator
    from core.observation
    where source_kind = 'workbook'
    union all
    select
        indicator_id,
        organisation_id,
        data_year,
        gender,
        'value' as component,
        submission_id,
        source_kind,
        source_file,
        sha256,
        received_at,
        sheet,
        null as cell,
        locator
    from core.observation
    where source_kind <> 'workbook'
    union all
    select
        survey.indicator_id,
        answers.organisation_id,
        answers.data_year,
        answers.gender,
        'denominator' as component,
        answers.submission_id,
        answers.source_kind,
        answers.source_file,
        answers.sha256,
        answers.received_at,
        answers.sheet,
        null as cell,
        answers.locator
    from core.indicator as survey
    inner join core.observation as answers
        on survey.basis_indicator_id = answers.indicator_id
    where
        survey.basis_kind = 'respondents'
        and answers.source_kind <> 'workbook'
        and answers.value is not null
),

-- which gender's cells make up the value of an area: its own where received, else women and men
part as (
    select distinct
        wanted.gender as wanted_gender,
        place.*
    from place
    cross join (select unnest(['T', 'K', 'M']) as gender) as wanted
    where
        place.gender = wanted.gender
        or (
            wanted.gender = 'T'
            and place.gender in ('K', 'M')
            and not exists (
                select 1
                from core.observation as received
                where
                    received.indicator_id = place.indicator_id
                    and received.organisation_id = place.organisation_id
                    and received.data_year = place.data_year
                    and received.gender = 'T'
            )
        )
),

-- values to be followed, with what they are made from
source as (
    select
        shown.indicator_id,
        shown.organisation_id,
        shown.data_year,
        shown.gender,
        area.kind,
        indicator.county_value,
        coalesce(
            case when indicator.derived is not null
                then coalesce(own.basis_indicator_id, own.companion_id)
            end,
            shown.indicator_id
        ) as from_indicator,
        exists (
            select 1
            from core.observation as received
            where
                received.indicator_id = shown.indicator_id
                and received.organisation_id = shown.organisation_id
                and received.data_year = shown.data_year
                and received.gender = shown.gender
        ) as direct,
        shown.value is not null or shown.masked as made
    from mart.indicator_value as shown
    inner join mart.indicator as indicator using (indicator_id)
    inner join core.indicator as own on own.indicator_id = shown.indicator_id
    inner join mart.organisation as area using (organisation_id)
),

value_input as (
    select
        source.*,
        part.* exclude (indicator_id, organisation_id, data_year, gender),
        part.organisation_id as input_organisation,
        part.gender as input_gender
    from source
    inner join part
        on
            source.from_indicator = part.indicator_id
            and source.data_year = part.data_year
            and source.gender = part.wanted_gender
    inner join mart.organisation as input_area
        on part.organisation_id = input_area.organisation_id
    where
        (source.direct and part.organisation_id = source.organisation_id)
        or (not source.direct and source.made and source.kind <> 'county'
            and part.organisation_id = source.organisation_id)
        or (not source.direct and source.made and source.kind = 'county'
            and input_area.kind = case
                when source.county_value = 'official_region' then 'region' else 'kommun'
            end)
)

select
    'indicator_value' as subject,
    concat_ws('|', indicator_id, organisation_id, data_year, gender) as subject_key,
    component,
    row_number() over (
        partition by indicator_id, organisation_id, data_year, gender, component
        order by input_organisation, input_gender
    ) as input_no,
    submission_id,
    source_kind,
    source_file,
    sha256,
    received_at,
    sheet,
    cell,
    locator
from value_input
where source_kind <> 'workbook' or cell is not null
union all
select
    'self_assessment_answer',
    concat_ws('|', organisation_id, unit, year, round, statement_id),
    'answer',
    1,
    submission_id,
    'workbook',
    source_file,
    sha256,
    received_at,
    sheet,
    json_extract_string(cells, '$.answer'),
    null
from core.answer
where year <= (select report_year from core.run)
union all
select
    'activity',
    concat_ws('|', activity_id, year),
    'text',
    1,
    submission_id,
    'workbook',
    source_file,
    sha256,
    received_at,
    sheet,
    json_extract_string(cells, '$.name'),
    null
from core.activity
where year <= (select report_year from core.run)
union all
select
    'local_plan',
    concat_ws('|', organisation_id, goal_id, year),
    'text',
    1,
    submission_id,
    'workbook',
    source_file,
    sha256,
    received_at,
    sheet,
    json_extract_string(cells, '$.works_with'),
    null
from core.local_plan
where year <= (select report_year from core.run)
union all
select
    'obstacle',
    concat_ws('|', obstacle_id, year),
    'text',
    1,
    submission_id,
    'workbook',
    source_file,
    sha256,
    received_at,
    sheet,
    json_extract_string(cells, '$.text'),
    null
from core.obstacle
where year <= (select report_year from core.run);

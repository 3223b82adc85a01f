-- Every value received, in one shape, with the rank of its source.
insert into core.observation_candidate by name
with national as (
    select
        source.indicator_id,
        source.source_no,
        received.organisation_id,
        received.data_year,
        received.gender,
        received.value,
        case when received.value is null then coalesce(received.missing_reason, 'empty_at_source') end
            as missing_reason,
        received.sha256,
        received.source_file,
        received.fetched_on                as received_at,
        case when received.source_file like '%.jsonl' then 'post ' else 'rad ' end
            || received.line::varchar as locator
    from raw.kolada_value as received
    join core.indicator_source as source
        on source.kind = 'kolada' and source.kolada_id = received.kolada_id
    join core.area as area
        on area.organisation_id = received.organisation_id
    where source.level = area.kind
        -- A national answer carries the nation and the comparison group beside the kommuner: the first
        -- national source of the indicator covers them unless the plan names one for them.
        or (
            area.kind in ('nation', 'group')
            and source.source_no = (
                select min(other.source_no)
                from core.indicator_source as other
                where other.indicator_id = source.indicator_id and other.kind = 'kolada'
            )
            and not exists (
                select 1
                from core.indicator_source as other
                where other.indicator_id = source.indicator_id and other.level = area.kind
            )
        )
),

-- A bulk workbook counts where the plan names such a source; else its values are kept beside the others.
bulk as (
    select
        found.indicator_id,
        coalesce(source.source_no, 1000) as source_no,
        found.organisation_id,
        found.data_year,
        found.gender,
        found.numerator,
        found.denominator,
        found.value,
        case when found.value is null then coalesce(found.missing_reason, 'empty_at_source') end
            as missing_reason,
        found.sha256,
        found.source_file,
        found.fetched_on                as received_at,
        found.sheet,
        found.sheet || '!' || found.cell as locator
    from raw.bulk_value as found
    join core.area as area on area.organisation_id = found.organisation_id
    join core.indicator as indicator on indicator.indicator_id = found.indicator_id
    left join core.indicator_source as source
        on source.indicator_id = found.indicator_id
        and source.kind = 'bulk'
        and source.level = area.kind
),

filled_in as (
    select
        year, round, reported_by, organisation_id, indicator_id, gender, data_year, numerator, denominator,
        missing_reason, comment, sheet, cells, submission_id, sha256, source_file, received_at,
        case when numerator is null and missing_reason is null then 3 else 1 end as emptiness
    from raw.keyfigure
    union all
    select
        year, round, reported_by, split_part(row_key, '|', 2), split_part(row_key, '|', 1),
        split_part(row_key, '|', 3), year, null, null,
        'awaiting_correction', null, sheet, null, submission_id, sha256, source_file, received_at,
        2
    from raw.held
    where sheet_id = 'keyfigures'
),

-- A later round takes the place of an earlier one, but an empty row never that of a filled one.
newest as (
    select *
    from filled_in
    qualify row_number() over (
        partition by reported_by, organisation_id, indicator_id, gender, data_year
        order by emptiness, year desc, round desc
    ) = 1
),

own as (
    select
        source.indicator_id,
        source.source_no,
        row.organisation_id,
        row.data_year,
        row.gender,
        case when row.missing_reason is null or row.numerator is not null then row.numerator end
            as numerator,
        case when row.missing_reason is null or row.numerator is not null then row.denominator end
            as denominator,
        case indicator.unit
            when 'count' then row.numerator
            when 'percent' then row.numerator * 100.0 / nullif(row.denominator, 0)
            when 'per_100k' then row.numerator * 100000.0 / nullif(row.denominator, 0)
            else row.numerator / nullif(row.denominator, 0)
        end as value,
        coalesce(
            row.missing_reason,
            -- None of none: there is nobody to count.
            case when row.denominator = 0 then 'not_applicable' else 'not_reported' end
        ) as reason_if_empty,
        row.year,
        row.submission_id,
        row.sha256,
        row.source_file,
        row.received_at,
        row.sheet,
        row.cells,
        row.comment
    from newest as row
    join core.area as area on area.organisation_id = row.organisation_id
    join core.area as reporter on reporter.organisation_id = row.reported_by
    join core.indicator as indicator on indicator.indicator_id = row.indicator_id
    join core.indicator_source as source
        on source.indicator_id = row.indicator_id
        and source.kind = 'workbook'
        and source.level = area.kind
        and coalesce(source.reported_by, area.kind) = reporter.kind
),

received as (
    select
        indicator_id, source_no, organisation_id, data_year, gender,
        null::double as numerator, null::double as denominator, value, missing_reason,
        'official' as value_kind, 'kolada' as source_kind, false as preliminary,
        null::varchar as submission_id, sha256, source_file, received_at,
        null::varchar as sheet, null::varchar as cells, locator, null::varchar as comment
    from national
    union all
    select
        indicator_id, source_no, organisation_id, data_year, gender,
        numerator, denominator, value, missing_reason,
        'official', 'bulk', false,
        null, sha256, source_file, received_at,
        sheet, null, locator, null
    from bulk
    union all
    select
        own.indicator_id, own.source_no, own.organisation_id, own.data_year, own.gender,
        own.numerator, own.denominator, own.value,
        case when own.value is null then own.reason_if_empty end,
        'reported', 'workbook', run.edition = 'preliminary' and own.year = run.report_year,
        own.submission_id, own.sha256, own.source_file, own.received_at,
        own.sheet, own.cells, null, own.comment
    from own
    cross join core.run as run
),

-- The first source in the plan's order whose span covers the year; where the plan names none for the level,
-- the first that has a value.
authoritative as (
    select
        received.indicator_id, received.organisation_id, received.data_year, received.gender,
        case
            when bool_or(exists (
                select 1
                from core.indicator_source as named
                where named.indicator_id = received.indicator_id and named.level = area.kind
            ))
            then min((
                select min(source.source_no)
                from core.indicator_source as source
                where source.indicator_id = received.indicator_id
                    and source.level = area.kind
                    and received.data_year between coalesce(source.from_year, received.data_year)
                    and coalesce(source.to_year, received.data_year)
            ))
            else min(received.source_no)
        end as source_no
    from received
    join core.area as area on area.organisation_id = received.organisation_id
    group by received.indicator_id, received.organisation_id, received.data_year, received.gender
)

select
    received.* exclude (source_no),
    case when received.source_no = authoritative.source_no then 1 else 1 + received.source_no end
        as source_rank
from received
join authoritative using (indicator_id, organisation_id, data_year, gender)
order by indicator_id, organisation_id, data_year, gender, source_rank;

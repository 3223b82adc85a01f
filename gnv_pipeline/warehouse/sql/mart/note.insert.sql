-- fills: mart.note
-- Comments that organisations wrote beside a value. A comment on a masked value stays behind, as it may
-- repeat the number in words; so does what the system found about it, and why it was corrected or a rule
-- lifted (mart.submission.note tells how many there are). Breaks in a definition follow as notes from the plan.
insert into mart.note (
    note_id,
    subject,
    indicator_id,
    organisation_id,
    data_year,
    gender,
    text,
    origin
)
-- A value with one masked gender tells nothing of the others either.
with hidden as (
    select distinct indicator_id, organisation_id, data_year
    from mart.indicator_value
    where masked
),

-- Cells of a value that were corrected together are one note.
decision as (
    select
        concat_ws('|', 'correction', decision_id, sheet, cell) as note_id,
        indicator_id,
        value_organisation_id as organisation_id,
        data_year,
        gender,
        concat(
            'Rättat efter inlämningen: ', reason, ' (', source, '; ', function, ', ',
            strftime(corrected_on, '%Y-%m-%d'), ').'
        ) as text
    from core.correction
    qualify row_number() over (
        partition by decision_id, indicator_id, value_organisation_id, data_year, gender
        order by sheet, cell
    ) = 1
    union all
    select
        concat_ws('|', 'waiver', decision_id) as note_id,
        indicator_id,
        value_organisation_id as organisation_id,
        data_year,
        gender,
        concat(
            'Kontrollen "', about, '" är upphävd: ', reason, ' (', function, ', ',
            strftime(decided_on, '%Y-%m-%d'), ').'
        ) as text
    from core.waiver
)

select
    concat_ws(
        '|', 'indicator_value', seen.indicator_id, seen.organisation_id, seen.data_year, seen.gender
    ) as note_id,
    'indicator_value' as subject,
    seen.indicator_id,
    seen.organisation_id,
    seen.data_year,
    seen.gender,
    trim(seen.comment) as text,
    'organisation' as origin
from core.observation as seen
inner join mart.indicator_value as shown using (indicator_id, organisation_id, data_year, gender)
where
    trim(coalesce(seen.comment, '')) <> ''
    and not shown.masked
union all
select
    concat_ws('|', 'source', indicator_id, version) as note_id,
    'source' as subject,
    indicator_id,
    null as organisation_id,
    from_year as data_year,
    null as gender,
    break_note as text,
    'plan' as origin
from mart.indicator_definition
where
    trim(coalesce(break_note, '')) <> ''
    and from_year <= (select report_year from core.run)
union all
select
    judged.note.note_id,
    judged.note.subject,
    judged.note.indicator_id,
    judged.note.organisation_id,
    judged.note.data_year,
    judged.note.gender,
    judged.note.text,
    judged.note.origin
from judged.note
anti join hidden using (indicator_id, organisation_id, data_year)
union all
select
    decision.note_id,
    'indicator_value' as subject,
    decision.indicator_id,
    decision.organisation_id,
    decision.data_year,
    decision.gender,
    decision.text,
    'system' as origin
from decision
semi join mart.indicator_value as shown using (indicator_id, organisation_id, data_year, gender)
anti join hidden using (indicator_id, organisation_id, data_year);

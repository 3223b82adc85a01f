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
where not exists (
    select 1
    from mart.indicator_value as hidden
    where
        hidden.masked
        and hidden.indicator_id = judged.note.indicator_id
        and hidden.organisation_id = judged.note.organisation_id
        and hidden.data_year = judged.note.data_year
)
union all
select
    concat_ws('|', 'correction', made.decision_id, made.sheet, made.cell) as note_id,
    'indicator_value' as subject,
    made.indicator_id,
    made.value_organisation_id as organisation_id,
    made.data_year,
    made.gender,
    concat(
        'Rättat efter inlämningen: ', made.reason, ' (', made.source, '; ', made.function, ', ',
        strftime(made.corrected_on, '%Y-%m-%d'), ').'
    ) as text,
    'system' as origin
from core.correction as made
inner join mart.indicator_value as shown
    on
        made.indicator_id = shown.indicator_id
        and made.value_organisation_id = shown.organisation_id
        and made.data_year = shown.data_year
        and made.gender = shown.gender
where not exists (
    select 1
    from mart.indicator_value as hidden
    where
        hidden.masked
        and hidden.indicator_id = made.indicator_id
        and hidden.organisation_id = made.value_organisation_id
        and hidden.data_year = made.data_year
)
-- Cells of a value that were corrected together are one note.
qualify row_number() over (
    partition by made.decision_id, made.indicator_id, made.value_organisation_id, made.data_year, made.gender
    order by made.sheet, made.cell
) = 1
union all
select
    concat_ws('|', 'waiver', made.decision_id) as note_id,
    'indicator_value' as subject,
    made.indicator_id,
    made.value_organisation_id as organisation_id,
    made.data_year,
    made.gender,
    concat(
        'Kontrollen "', made.about, '" är upphävd: ', made.reason, ' (', made.function, ', ',
        strftime(made.decided_on, '%Y-%m-%d'), ').'
    ) as text,
    'system' as origin
from core.waiver as made
inner join mart.indicator_value as shown
    on
        made.indicator_id = shown.indicator_id
        and made.value_organisation_id = shown.organisation_id
        and made.data_year = shown.data_year
        and made.gender = shown.gender
where not exists (
    select 1
    from mart.indicator_value as hidden
    where
        hidden.masked
        and hidden.indicator_id = made.indicator_id
        and hidden.organisation_id = made.value_organisation_id
        and hidden.data_year = made.data_year
);

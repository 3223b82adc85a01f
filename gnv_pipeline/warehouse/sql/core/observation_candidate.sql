-- table: core.observation_candidate
-- Every value received for an indicator of the plan, from whichever source, with the rank of that source for
-- its level and data year. Rank 1 is the authoritative one and becomes core.observation.
-- column indicator_id: the indicator
-- column organisation_id: the area
-- column data_year: year the value is for
-- column gender: T, K or M
-- column numerator: numerator (täljare), for own values
-- column denominator: denominator (nämnare), for own values
-- column value: the value in the indicator's unit; shares are percent 0-100
-- column value_kind: official (as the source published it) or reported (workbook)
-- column missing_reason: why there is no value
-- column preliminary: whether the source or the round is not final
-- column source_kind: kolada, workbook or bulk
-- column submission_id: submission it came with, for workbooks
-- column sha256: hash of the original file
-- column source_file: name of the file as received
-- column received_at: when it was received or fetched, ISO 8601
-- column sheet: sheet, for workbooks
-- column cells: field to cell, a JSON object, for workbooks
-- column locator: other place in the file, e.g. rad 123
-- column comment: comment in the organisation's own words
-- column source_rank: 1 for the authoritative source; higher ones are kept beside it
create table core.observation_candidate (
    indicator_id    varchar not null references core.indicator (indicator_id),
    organisation_id varchar not null references core.area (organisation_id),
    data_year       integer not null,
    gender          varchar not null check (gender in ('T', 'K', 'M')),
    numerator       double  check (numerator >= 0),
    denominator     double  check (denominator >= 0),
    value           double,
    value_kind      varchar not null check (value_kind in ('official', 'reported')),
    missing_reason  varchar check (
        missing_reason in (
            'secrecy', 'dropout', 'not_applicable', 'not_reported', 'unknown', 'empty_at_source',
            'no_survey', 'not_yet_published', 'discontinued', 'wrong_level', 'awaiting_correction'
        )
    ),
    preliminary     boolean not null,
    source_kind     varchar not null check (source_kind in ('kolada', 'workbook', 'bulk')),
    submission_id   varchar,
    sha256          varchar not null,
    source_file     varchar not null,
    received_at     varchar not null,
    sheet           varchar,
    cells           varchar,
    locator         varchar,
    comment         varchar,
    source_rank     integer not null,
    primary key (indicator_id, organisation_id, data_year, gender, source_rank),
    check ((value is null) = (missing_reason is not null))
);

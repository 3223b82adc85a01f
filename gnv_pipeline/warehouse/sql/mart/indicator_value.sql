-- table: mart.indicator_value
-- Every value of every indicator, dense: a row for each indicator, area of its level, data year up to
-- the report year and gender it has; a missing value has its reason. Shares are percent 0-100, unrounded.
-- Masked rows carry no value, counts or limits.
-- column indicator_id: the indicator
-- column organisation_id: the area
-- column data_year: year the value is for
-- column gender: T (all), K (women) or M (men)
-- column numerator: numerator (täljare), where known and shown
-- column denominator: denominator (nämnare), where known and shown; for survey shares the respondents
-- column value: the value in the indicator's unit
-- column value_kind: official (as the source published it), reported (workbook), summed, weighted, unweighted or derived
-- column lower95: lower limit of the 95 % confidence interval
-- column upper95: upper limit of the 95 % confidence interval
-- column lower998: lower limit of the 99.8 % confidence interval
-- column upper998: upper limit of the 99.8 % confidence interval
-- column interval_basis: counts, respondents, derived_counts or none
-- column missing_reason: why there is no value
-- column masked: whether small numbers hide it
-- column flag: few (base under 30) or empty
-- column preliminary: whether the source or the round is not final
-- column areas_included: areas that a county or group value is made from
-- column areas_expected: areas that it should be made from
-- column source_label: how the source is to be named
-- column definition_version: version of the definition in force that year
create table mart.indicator_value (
    indicator_id       varchar not null references mart.indicator (indicator_id),
    organisation_id    varchar not null references mart.organisation (organisation_id),
    data_year          integer not null,
    gender             varchar not null check (gender in ('T', 'K', 'M')),
    numerator          double  check (numerator >= 0),
    denominator        double  check (denominator >= 0),
    value              double,
    value_kind         varchar check (
        value_kind in ('official', 'reported', 'summed', 'weighted', 'unweighted', 'derived')
    ),
    lower95            double,
    upper95            double,
    lower998           double,
    upper998           double,
    interval_basis     varchar not null
        check (interval_basis in ('counts', 'respondents', 'derived_counts', 'none')),
    missing_reason     varchar check (
        missing_reason in (
            'secrecy', 'dropout', 'not_applicable', 'not_reported', 'unknown', 'empty_at_source',
            'no_survey', 'not_yet_published', 'discontinued', 'wrong_level', 'awaiting_correction',
            'suppressed'
        )
    ),
    masked             boolean not null,
    flag               varchar check (flag in ('few')),
    preliminary        boolean not null,
    areas_included     integer,
    areas_expected     integer,
    source_label       varchar,
    definition_version integer,
    primary key (indicator_id, organisation_id, data_year, gender),
    check ((value is null) = (missing_reason is not null)),
    check (not masked or (value is null and numerator is null and denominator is null and lower95 is null))
);

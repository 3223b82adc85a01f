-- table: raw.keyfigure
-- Own values of the sheet Nyckeltal as read, of every year and round that is known.
-- column year: uppföljningsår of the workbook
-- column round: round of the year
-- column reported_by: whose workbook holds the row
-- column organisation_id: area the value is about
-- column indicator_id: the indicator
-- column gender: T, K or M
-- column data_year: year the value is for
-- column numerator: numerator (täljare) as filled in
-- column denominator: denominator (nämnare) as filled in
-- column missing_reason: reason chosen for an empty value
-- column comment: comment in the organisation's own words
-- column sheet: sheet of the workbook
-- column cells: field to cell, a JSON object such as {"numerator": "D7"}
-- column submission_id: the submission it came with
-- column sha256: hash of the original file
-- column source_file: name of the file as received
-- column received_at: when it was received, ISO 8601 with offset
create table raw.keyfigure (
    year              integer not null,
    round             integer not null,
    reported_by       varchar not null,
    organisation_id   varchar not null,
    indicator_id      varchar not null,
    gender            varchar not null,
    data_year         integer not null,
    numerator         double,
    denominator       double,
    missing_reason    varchar,
    comment           varchar,
    sheet             varchar not null,
    cells             varchar not null,
    submission_id     varchar not null,
    sha256            varchar not null,
    source_file       varchar not null,
    received_at       varchar not null,
    primary key (year, round, reported_by, organisation_id, indicator_id, gender)
);

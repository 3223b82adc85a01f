-- table: raw.bulk_value
-- Values read out of workbooks that hold many organisations (gnv bulk import), the newest file winning per key.
-- column indicator_id: the indicator the value was recognised as
-- column kolada_id: its id in Kolada, where it has one
-- column organisation_id: the area
-- column data_year: year the value is for
-- column gender: T, K or M
-- column numerator: numerator (täljare), where the file has it
-- column denominator: denominator (nämnare), where the file has it
-- column value: the value in the indicator's unit
-- column missing_reason: why there is none, as the file says it
-- column sha256: hash of the file
-- column source_file: name of the file as received
-- column line: row in the sheet
-- column fetched_on: when it was received, ISO 8601
-- column source_text: who the file comes from, as told when it was taken in
-- column sheet: sheet of the workbook
-- column cell: cell of the workbook
create table raw.bulk_value (
    indicator_id    varchar not null,
    kolada_id       varchar,
    organisation_id varchar not null,
    data_year       integer not null,
    gender          varchar not null,
    numerator       double,
    denominator     double,
    value           double,
    missing_reason  varchar,
    sha256          varchar not null,
    source_file     varchar not null,
    line            integer,
    fetched_on      varchar not null,
    source_text     varchar not null,
    sheet           varchar not null,
    cell            varchar not null,
    primary key (indicator_id, organisation_id, data_year, gender)
);

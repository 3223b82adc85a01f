-- table: mart.submission
-- One row per expected submission of the year, missing ones included; no sender.
-- column organisation_id: who was to hand in
-- column year: uppföljningsår
-- column round: round of the year
-- column status: delivered, delivered_late, with_warnings, rows_waiting, refused, missing, extended or abstains
-- column received_on: day of the newest accepted file
-- column completeness: share 0-1 of asked cells with a value or a reason
-- column rows_waiting: rows held for correction
-- column warnings: findings to check
-- column template_version: version of the template used
-- column note: e.g. the day an extension lasts to, in Swedish
create table mart.submission (
    organisation_id  varchar not null references mart.organisation (organisation_id),
    year             integer not null,
    round            integer not null,
    status           varchar not null check (
        status in (
            'delivered', 'delivered_late', 'with_warnings', 'rows_waiting', 'refused', 'missing',
            'extended', 'abstains'
        )
    ),
    received_on      date,
    completeness     double check (completeness between 0 and 1),
    rows_waiting     integer not null,
    warnings         integer not null,
    template_version varchar,
    note             varchar,
    primary key (organisation_id, year, round)
);

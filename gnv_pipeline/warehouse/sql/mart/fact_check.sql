-- table: mart.fact_check
-- Faktagranskning of the report year: one row per organisation that hands in; empty where none was held.
-- column organisation_id: whose report is checked
-- column year: uppföljningsår
-- column edition: the edition that was checked: preliminary
-- column outcome: approved, comment, or none where no answer has come
-- column sent_on: day the report was sent out; empty where it was not
-- column answered_on: day of the newest answer
-- column comment: what they say, where it may stand in the report
-- column function: who answered, as a function
create table mart.fact_check (
    organisation_id varchar not null references mart.organisation (organisation_id),
    year            integer not null,
    edition         varchar not null check (edition in ('preliminary', 'final', 'autumn_update')),
    outcome         varchar not null check (outcome in ('approved', 'comment', 'none')),
    sent_on         date,
    answered_on     date,
    comment         varchar,
    function        varchar,
    primary key (organisation_id, year, edition),
    check ((outcome = 'none') = (answered_on is null))
);

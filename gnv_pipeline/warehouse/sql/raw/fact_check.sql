-- table: raw.fact_check
-- Faktagranskning: where each organisation stands, for years where a report was sent or an answer came.
-- column organisation_id: whose report is checked
-- column year: uppföljningsår
-- column edition: the edition that was checked: preliminary
-- column outcome: approved, comment, or none where no answer has come
-- column sent_on: day the report was put ready to send
-- column answered_on: day of the newest answer
-- column comment: what they say, in their own words
-- column public: whether the comment may stand in the report
-- column function: who answered, as a function
create table raw.fact_check (
    organisation_id varchar not null,
    year            integer not null,
    edition         varchar not null,
    outcome         varchar not null,
    sent_on         date,
    answered_on     date,
    comment         varchar,
    public          boolean not null,
    function        varchar,
    primary key (organisation_id, year, edition)
);

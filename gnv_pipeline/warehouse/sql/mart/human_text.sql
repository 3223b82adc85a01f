-- table: mart.human_text
-- What people have written for the reports, figures already filled in from masked rows. A section that
-- nobody wrote has a row that says so.
-- column section: section of the report, e.g. laget_i_korthet or att_ta_stallning_till
-- column organisation_id: report it belongs to (the county for the regional one)
-- column title: heading
-- column markdown: the text with figures filled in; empty when missing
-- column author_function: function of the author
-- column written_on: day it was written
-- column missing: whether nobody has written it
create table mart.human_text (
    section         varchar not null,
    organisation_id varchar not null references mart.organisation (organisation_id),
    title           varchar not null,
    markdown        varchar,
    author_function varchar,
    written_on      date,
    missing         boolean not null,
    primary key (section, organisation_id),
    check (missing = (markdown is null))
);

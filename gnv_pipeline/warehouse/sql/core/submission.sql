-- table: core.submission
-- One row per expected submission of the report year, missing ones included; no sender.
create table core.submission (
    like mart.submission
);

-- table: raw.submission
-- One row per expected submission of the report year as the intake store tells it, missing ones included.
create table raw.submission (
    like mart.submission
);

-- table: judged.gender_gap
-- Women against men, unmasked. Never published.
create table judged.gender_gap (
    like mart.gender_gap
);

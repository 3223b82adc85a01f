-- table: judged.similar
-- Similar kommuner of each kommun. Never published.
create table judged.similar (
    like mart.similar
);

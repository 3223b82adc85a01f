-- table: judged.similar_change
-- What became of similar kommuner, unmasked. Never published.
create table judged.similar_change (
    like mart.similar_change
);

-- table: judged.trend
-- Change from an earlier comparable value, unmasked. Never published.
create table judged.trend (
    like mart.trend
);

-- table: judged.indicator_value
-- Every value of every indicator, dense and unmasked: what mart.indicator_value is made from. Never published.
create table judged.indicator_value (
    like mart.indicator_value
);

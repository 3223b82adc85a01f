-- table: judged.inequality
-- Spread between kommuner beside what chance alone gives, unmasked. Never published.
create table judged.inequality (
    like mart.inequality
);

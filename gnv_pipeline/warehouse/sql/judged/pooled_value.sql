-- table: judged.pooled_value
-- Survey rounds put together, unmasked. Never published.
create table judged.pooled_value (
    like mart.pooled_value
);

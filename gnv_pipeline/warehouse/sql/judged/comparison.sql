-- table: judged.comparison
-- Each area's value against its benchmarks, unmasked. Never published.
create table judged.comparison (
    like mart.comparison
);

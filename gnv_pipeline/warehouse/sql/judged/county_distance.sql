-- table: judged.county_distance
-- Where the county's distance to a target sits, unmasked. Never published.
create table judged.county_distance (
    like mart.county_distance
);

-- table: judged.goal_status
-- How each area stands against each goal, unmasked. Never published.
create table judged.goal_status (
    like mart.goal_status
);

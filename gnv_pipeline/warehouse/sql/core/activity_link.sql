-- table: core.activity_link
-- What an activity is to move: its delmål and goals of the plan.
create table core.activity_link (
    like mart.activity_link
);

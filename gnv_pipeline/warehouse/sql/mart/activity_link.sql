-- table: mart.activity_link
-- What an activity is to move: its delmål and goals of the plan.
-- column activity_id: the activity
-- column year: uppföljningsår
-- column delmal_id: the delmål
-- column goal_id: the goal; empty text when only a delmål is given
create table mart.activity_link (
    activity_id varchar not null,
    year        integer not null,
    delmal_id   varchar not null references mart.delmal (delmal_id),
    goal_id     varchar not null,
    primary key (activity_id, year, delmal_id, goal_id)
);

-- table: mart.local_plan
-- Which of the county's goals each organisation works with this year, and its own commitment.
-- column organisation_id: the organisation
-- column goal_id: the goal
-- column year: uppföljningsår
-- column works_with: whether the local plan has adopted the goal; empty when not answered
-- column commitment: its own commitment
-- column own_target: its own target value, in the unit of the goal's first indicator
-- column noticed_by: how the older person notices it
create table mart.local_plan (
    organisation_id varchar not null references mart.organisation (organisation_id),
    goal_id         varchar not null references mart.goal (goal_id),
    year            integer not null,
    works_with      boolean,
    commitment      varchar,
    own_target      double,
    noticed_by      varchar,
    primary key (organisation_id, goal_id, year)
);

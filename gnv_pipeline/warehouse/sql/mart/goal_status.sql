-- table: mart.goal_status
-- How each area stands against each goal in the judged data year: level and pace as two signals with
-- reasons. Kommuner are judged only where their local plan has adopted the goal, else not_judged with
-- reason reference_only. No row says more than the interval carries.
-- column goal_id: the goal
-- column indicator_id: the indicator
-- column organisation_id: the area
-- column gender: T, K or M
-- column report_year: uppföljningsår
-- column data_year: data year judged; for an area that lacks it, the year of its latest value
-- column plan_revision: year of the plan revision used
-- column target_kind: at_least, at_most, between, keep or max_gap
-- column target_lower: lower limit of the target
-- column target_upper: upper limit of the target
-- column target_year: data year when it is to be reached
-- column target_origin: plan, or local where the kommun has set its own value
-- column baseline_value: value at the start
-- column baseline_year: data year of the start
-- column value: value judged
-- column lower95: lower limit of its 95 % interval
-- column upper95: upper limit of its 95 % interval
-- column level_signal: met, not_met, uncertain or not_judged
-- column level_reason: above_with_certainty, below_with_certainty, interval_covers_goal, full_count, few, base_unknown, older_year, no_value, no_target, reference_only, suppressed or under_construction
-- column pace_signal: reached, on_track, partly, behind, wrong_way, uncertain or not_judged
-- column pace_reason: as level_reason, and base_year, plan_not_in_force, keep_level, base_inside_interval, on_path, off_path or definition_changed
-- column expected_now: value that keeps pace in data_year
-- column pace_ratio: way gone divided by way expected
-- column needed_per_year: change needed each year until needed_until
-- column needed_until: year it is counted to: the target year, or the next year that the plan lays out on the way
-- column projected: value at the target year if the pace holds (along the plan's way where it gives years)
-- column projected_lower: lower limit of projected
-- column projected_upper: upper limit of projected
-- column gap: what remains to the target in the indicator's unit; 0 when reached
-- column gap_count: the gap as a number of gap_unit; empty where the base is unknown
-- column gap_unit: svarande, personer or vårdtillfällen
-- column smallest_detectable: smallest change that could be seen at the next measurement
create table mart.goal_status (
    goal_id             varchar not null references mart.goal (goal_id),
    indicator_id        varchar not null references mart.indicator (indicator_id),
    organisation_id     varchar not null references mart.organisation (organisation_id),
    gender              varchar not null check (gender in ('T', 'K', 'M')),
    report_year         integer not null,
    data_year           integer,
    plan_revision       integer not null,
    target_kind         varchar
        check (target_kind in ('at_least', 'at_most', 'between', 'keep', 'max_gap')),
    target_lower        double,
    target_upper        double,
    target_year         integer,
    target_origin       varchar check (target_origin in ('plan', 'local')),
    baseline_value      double,
    baseline_year       integer,
    value               double,
    lower95             double,
    upper95             double,
    level_signal        varchar not null
        check (level_signal in ('met', 'not_met', 'uncertain', 'not_judged')),
    level_reason        varchar not null,
    pace_signal         varchar not null check (
        pace_signal in ('reached', 'on_track', 'partly', 'behind', 'wrong_way', 'uncertain', 'not_judged')
    ),
    pace_reason         varchar not null,
    expected_now        double,
    pace_ratio          double,
    needed_per_year     double,
    needed_until        integer,
    projected           double,
    projected_lower     double,
    projected_upper     double,
    gap                 double,
    gap_count           double,
    gap_unit            varchar,
    smallest_detectable double,
    primary key (goal_id, indicator_id, organisation_id, gender, report_year)
);

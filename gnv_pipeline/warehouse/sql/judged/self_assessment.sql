-- table: judged.self_assessment
-- Self-assessment per organisation, unit and delmål, of every round that is known.
create table judged.self_assessment (
    like mart.self_assessment
);

-- table: judged.note
-- What the system has to say beside values: indicators that no file held, sources that differ.
create table judged.note (
    like mart.note
);

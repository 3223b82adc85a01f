-- table: mart.code_label
-- The words, and where it helps a sign, of every code in the publication. Reports take their words from
-- here, so that a code reads the same everywhere. Codes that come from the plan (scale, lists) are here too.
-- The signals better and worse of a comparison are listed per direction as well (better.high,
-- worse.low ...): readers see Högre or Lägre, which depends on what is better for the indicator.
-- column list: name of the list, mostly the column it belongs to, e.g. level_signal
-- column code: the code
-- column label: the code in Swedish, as it stands alone in a table
-- column symbol: one character that tells codes apart without colour; for units the short form after a value
-- column sort_order: order within the list, from 1
create table mart.code_label (
    list       varchar not null,
    code       varchar not null,
    label      varchar not null,
    symbol     varchar,
    sort_order integer not null,
    primary key (list, code)
);

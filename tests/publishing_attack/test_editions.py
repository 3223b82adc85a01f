"""What an edition must hide because of the ones before it, and the file that remembers them."""

from __future__ import annotations

from pathlib import Path

from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.publishing import table_checks, told
from gnv_pipeline.publishing.small_numbers import Count, Hidden, Key, Told, search

YEAR = 2026


def count(area: str, x: int, gender: str = "T", n: int | None = None) -> Count:
    kind = "county" if area == "lan" else "kommun"
    return Count(("i", area, YEAR, gender), kind, float(x), None if n is None else float(n))


def edition(counts: list[Count], masked: set[Key] | frozenset[Key] = frozenset()) -> list[Told]:
    return [Told(one, one.key not in masked) for one in counts]


def names(found: Hidden) -> set[str]:
    return {f"{area}/{gender}" for _, area, _, gender in found.keys}


def county(**areas: int) -> list[Count]:
    return [*(count(area, x) for area, x in areas.items()), count("lan", sum(areas.values()))]


def test_a_small_count_that_comes_late_takes_the_county_with_it() -> None:
    before = county(a=20, b=30)
    found = search(county(a=20, b=30, c=3), editions=[edition(before)])
    assert names(found) == {"c/T", "lan/T"}  # a and b are known: to hide them helps nobody
    assert not found.exposed


def test_without_the_edition_before_a_kommun_would_do() -> None:
    assert names(search(county(a=20, b=30, c=3))) == {"a/T", "c/T"}


def test_a_corrected_count_can_hide_a_small_one() -> None:
    before = county(a=20, b=30)
    found = search(county(a=22, b=30, c=3), editions=[edition(before)])
    assert names(found) == {"a/T", "c/T"}  # that a was 20 does not tell what it is now


def test_a_hidden_count_that_has_grown_may_not_give_another_away() -> None:
    before = county(a=3, b=20, c=30)
    first = search(before)
    assert names(first) == {"a/T", "b/T"}
    after = county(a=9, b=20, c=30)
    found = search(after, editions=[edition(before, first.keys)])
    assert "b/T" in names(found)
    assert names(found) & {"a/T", "lan/T"}  # 59 - 9 - 30 would give b, and b the earlier a
    assert not found.exposed


def test_what_has_not_changed_needs_nothing_new() -> None:
    counts = county(a=3, b=20, c=30)
    first = search(counts)
    assert search(counts, first.keys, editions=[edition(counts, first.keys)] * 3) == first


def test_nobody_at_all_still_belongs_in_the_sum() -> None:
    # a has no women: its men are all of a, so that hiding them needs all of a hidden too.
    table = [
        count("a", 0, "K", 0), count("a", 9, "M", 20), count("a", 9, "T", 20),
        count("b", 30, "K", 60), count("b", 3, "M", 30), count("b", 33, "T", 90),
        count("lan", 30, "K", 60), count("lan", 12, "M", 50), count("lan", 42, "T", 110),
    ]  # fmt: skip
    found = names(search(table))
    assert "b/M" in found
    assert ("a/M" in found) == ("a/T" in found)
    assert "a/K" not in found


def test_what_an_earlier_edition_gave_away_is_told() -> None:
    counts = county(a=3, b=20, c=30)
    found = search(counts, editions=[edition(counts)])
    assert found.exposed == {("i", "a", YEAR, "T")}
    assert found.exposed <= found.keys


# --- the file ------------------------------------------------------------------------------------


def test_the_file_gives_the_counts_back(tmp_path: Path) -> None:
    counts = [
        count("a", 3, "K", 20),
        count("b", 20),
        Count(("j", "c", YEAR, "T"), "kommun", 2.0, 9.0, False, True),
    ]
    masked = {counts[0].key}
    path = tmp_path / "editions" / told.file_name("2026-final-0123456789")
    path.parent.mkdir()
    path.write_text(told.to_text(counts, masked, masked), encoding="utf-8", newline="\n")
    assert told.from_file(path) == tuple(edition(counts, masked))
    assert told.exposed(path) == (counts[0].key,)


def test_an_edition_made_before_the_file_was_kept(tmp_path: Path) -> None:
    assert told.of_editions(DataHome(tmp_path), ["2025-final-0123456789"]) == ((),)
    assert told.exposed(tmp_path / "none.csv") == ()


def test_the_file_lies_outside_the_publication(tmp_path: Path) -> None:
    home = DataHome(tmp_path)
    path = told.beside(home.published / "2026-final-0123456789")
    assert path == home.internal / "2026-final-0123456789.told.csv"


def test_whoever_publishes_is_told_what_was_given_away(plan: Plan) -> None:
    area = plan.kommuner[0]
    found = list(table_checks.given_away([("no3", area.id, YEAR, "K")], plan))
    assert [one.code for one in found] == ["small-number-given-away"]
    assert f"{area.name} {YEAR}, kvinnor" in found[0].message
    assert found[0].severity.value == "warning"

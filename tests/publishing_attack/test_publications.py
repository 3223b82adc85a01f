"""Everything published, of two editions together, does not give a masked count away; a leak is caught."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from gnv_pipeline import methods
from gnv_pipeline.plan.models import Plan
from tests.publishing_attack.attacker import Found, attack, unprotected
from tests.publishing_attack.editions import (
    BY_GENDER,
    YEAR,
    Published,
    case_of,
    copies,
    home_of,
    made_up,
    publish,
    revised,
)
from tests.publishing_attack.reader import Counts, Key

Tables = dict[str, pd.DataFrame]
Spoil = Callable[[Tables, Key, tuple[float, float]], None]


def attacked(editions: list[Published], tables: list[Tables] | None = None) -> tuple[Found, ...]:
    given = tables or [one.tables for one in editions]
    return attack(given, [one.truth for one in editions])


@pytest.mark.parametrize("zeros", [False, True], ids=["reader", "reader who knows the zeros"])
def test_no_masked_count_can_be_worked_out(
    two_editions: list[Published], zeros: bool, record_property: Callable[[str, object], None]
) -> None:
    found = attack(
        [one.tables for one in two_editions], [one.truth for one in two_editions], zeros=zeros
    )
    small = [one for one in found if one.small]
    assert len(small) >= 10
    assert unprotected(found) == []
    record_property("masked rows", len({(one.edition, one.key) for one in found}))
    record_property("small counts", len(small))
    record_property("smallest upper bound", min(one.upper for one in small))
    record_property("smallest width", min(one.width for one in small))


def test_an_edition_masked_without_the_one_before_is_caught(
    plan: Plan, plan_folder: Path, tmp_path: Path
) -> None:
    # Small numbers that arrive between the editions are the difference of the county's sums.
    first = dict.fromkeys(((a.id, g) for a in plan.kommuner for g in "KMT"), (20, 45))
    late = plan.kommuner[3].id
    first[late, "K"] = (3, 30)
    editions = []
    for number, (name, missing) in enumerate((("preliminary", {late}), ("final", set()))):
        home = home_of(tmp_path / str(number), plan_folder)
        editions.append(publish(home, plan, case_of(plan, first, name, missing, first)))
    assert any(
        f"{BY_GENDER}|{late}|{YEAR}|K x = 3" in told for told in unprotected(attacked(editions))
    )


def test_what_was_masked_stays_masked(two_editions: list[Published]) -> None:
    masks = []
    for one in two_editions:
        values = one.tables["indicator_value"]
        rows = values[values["masked"]]
        masks.append(
            set(
                rows[["indicator_id", "organisation_id", "data_year", "gender"]].itertuples(
                    index=False, name=None
                )
            )
        )
    assert masks[0]
    assert masks[0] <= masks[1]


# --- leaks ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def editions(
    plan: Plan, plan_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[Published]:
    home = home_of(tmp_path_factory.mktemp("lacka"), plan_folder)
    first = made_up(plan, 5)
    last = revised(plan, first, 5)
    return [
        publish(home, plan, case_of(plan, first, "preliminary", set(), {})),
        publish(home, plan, case_of(plan, last, "final", set(), first)),
    ]


@pytest.fixture(scope="module")
def sound(editions: list[Published]) -> dict[tuple[Key, str], Found]:
    found = attacked(editions)
    assert unprotected(found) == []
    return {(one.key, one.part): one for one in found if one.edition == 1}


@pytest.fixture
def victim(sound: dict[tuple[Key, str], Found]) -> Key:
    """A masked count of women that is small."""
    return min(
        key for (key, part), one in sound.items() if part == "x" and one.small and key[3] == "K"
    )


def _row(table: pd.DataFrame, key: Key) -> pd.Series:
    return (
        (table["indicator_id"] == key[0])
        & (table["organisation_id"] == key[1])
        & (table["data_year"] == key[2])
        & (table["gender"] == key[3])
    )


def _put(table: pd.DataFrame, key: Key, **values: object) -> None:
    rows = _row(table, key)
    assert rows.sum() >= 1, key
    for column, value in values.items():
        table[column] = table[column].astype(object)
        table.loc[rows, column] = value


def men(key: Key) -> Key:
    return (*key[:3], "M")


def counts_shown(tables: Tables, key: Key, true: tuple[float, float]) -> None:
    _put(tables["indicator_value"], key, numerator=true[0], denominator=true[1])


def limits_left(tables: Tables, key: Key, true: tuple[float, float]) -> None:
    interval = methods.proportion(*true, multiplier=100)
    _put(tables["indicator_value"], key, lower95=interval.lower, upper95=interval.upper)


def limits_left_998(tables: Tables, key: Key, true: tuple[float, float]) -> None:
    interval = methods.proportion(*true, confidence=0.998, multiplier=100)
    _put(tables["indicator_value"], key, lower998=interval.lower, upper998=interval.upper)


def base_and_value_left(tables: Tables, key: Key, true: tuple[float, float]) -> None:
    _put(tables["indicator_value"], key, denominator=true[1], value=100 * true[0] / true[1])


def said_in_a_note(tables: Tables, key: Key, true: tuple[float, float]) -> None:
    note = {
        "note_id": "n",
        "subject": "indicator_value",
        "text": f"Vi har {true[0]:g} av {true[1]:g}.",
    }
    columns = ("indicator_id", "organisation_id", "data_year", "gender")
    row = note | dict(zip(columns, key, strict=True))
    tables["note"] = pd.concat([tables["note"], pd.DataFrame([row])], ignore_index=True)


def base_left_and_said(tables: Tables, key: Key, true: tuple[float, float]) -> None:
    """The other gender shown under "older value" in a change from the edition before."""
    _put(tables["indicator_value"], key, denominator=true[1])
    columns = ("indicator_id", "organisation_id", "data_year", "gender")
    row = {
        "subject": "indicator_value",
        "old": "visas inte",
        "new": f"{round(100 * true[0] / true[1])} %",
    }
    row |= dict(zip(columns, key, strict=True))
    tables["edition_change"] = pd.DataFrame([row])


def goal_left(tables: Tables, key: Key, true: tuple[float, float]) -> None:
    _put(tables["indicator_value"], key, denominator=true[1])
    value = 100 * true[0] / true[1]
    columns = ("indicator_id", "organisation_id", "data_year", "gender")
    row = dict.fromkeys(tables["goal_status"].columns) | dict(zip(columns, key, strict=True))
    row |= {
        "target_kind": "at_least",
        "target_lower": 90.0,
        "gap": 90.0 - value,
        "level_signal": "not_judged",
    }
    tables["goal_status"] = pd.DataFrame([row])


@pytest.mark.parametrize(
    ("who", "spoil"),
    [
        ("women", counts_shown),
        ("men", counts_shown),
        ("women", limits_left),
        ("women", limits_left_998),
        ("men", limits_left),
        ("women", base_and_value_left),
        ("men", base_and_value_left),
        ("women", said_in_a_note),
        ("men", said_in_a_note),
        ("women", base_left_and_said),
        ("women", goal_left),
    ],
)
def test_a_leak_is_caught(
    editions: list[Published],
    victim: Key,
    who: str,
    spoil: Spoil,
    sound: dict[tuple[Key, str], Found],
) -> None:
    key = victim if who == "women" else men(victim)
    assert (key, "x") in sound
    spoiled = copies(editions)
    spoil(spoiled[1], key, editions[1].truth[key])
    told = unprotected(attacked(editions, spoiled))  # type: ignore[arg-type]
    assert told


def test_a_cell_shown_by_the_edition_before_is_caught(
    editions: list[Published], sound: dict[tuple[Key, str], Found]
) -> None:
    same = [
        key
        for (key, part), one in sound.items()
        if part == "x" and one.small and editions[0].truth.get(key) == editions[1].truth[key]
    ]
    key = min(same)
    spoiled = copies(editions)
    counts_shown(spoiled[0], key, editions[0].truth[key])
    told = unprotected(attacked(editions, spoiled))  # type: ignore[arg-type]
    assert any(text.startswith(f"edition 1: {'|'.join(map(str, key))} x") for text in told)


def _share(true: tuple[float, float]) -> float:
    return 100 * true[0] / true[1]


def benchmark_left(tables: Tables, key: Key, truth: Counts) -> None:
    county = truth[key[0], "LAN20", key[2], key[3]]
    rest = _share((county[0] - truth[key][0], county[1] - truth[key][1]))
    _put_rows(
        tables, "comparison", key, benchmark_kind="others", benchmark_value=rest, signal="similar"
    )


def signal_left(tables: Tables, key: Key, truth: Counts) -> None:
    bench = _share(truth[key]) + 1
    _put_rows(
        tables, "comparison", key, benchmark_kind="nation", benchmark_value=bench, signal="lower"
    )


def extremes_left(tables: Tables, key: Key, truth: Counts) -> None:
    like = [one for one in truth if one[0] == key[0] and one[2:] == key[2:] and one[1] != "LAN20"]
    shares = [_share(truth[one]) for one in like if truth[one][1]]
    row = {"indicator_id": key[0], "data_year": key[2], "gender": key[3], "lowest": min(shares)}
    tables["inequality"] = pd.DataFrame([{**row, "highest": max(shares), "difference": None}])


def change_left(tables: Tables, key: Key, truth: Counts) -> None:
    row = {"from_year": key[2] - 1, "from_value": 20.0, "change": _share(truth[key]) - 20}
    _put_rows(tables, "trend", key, **row)


def _put_rows(tables: Tables, name: str, key: Key, **values: object) -> None:
    columns = ("indicator_id", "organisation_id", "data_year", "gender")
    row = dict.fromkeys(tables[name].columns) | dict(zip(columns, key, strict=True)) | values
    tables[name] = pd.DataFrame([row])


@pytest.mark.parametrize("spoil", [benchmark_left, signal_left, extremes_left, change_left])
def test_every_figure_left_narrows_the_bounds(
    editions: list[Published],
    victim: Key,
    sound: dict[tuple[Key, str], Found],
    spoil: Callable[[Tables, Key, Counts], None],
) -> None:
    spoiled = copies(editions)
    spoil(spoiled[1], victim, editions[1].truth)
    found = {
        (one.key, one.part): one
        for one in attacked(editions, spoiled)  # type: ignore[arg-type]
        if one.edition == 1
    }
    assert all(one.width <= sound[name].width + 1e-6 for name, one in found.items())
    before, after = (sum(one.width for one in each.values()) for each in (sound, found))
    assert after < before - 1e-3

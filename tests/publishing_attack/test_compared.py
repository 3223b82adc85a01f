"""Tables that set values beside each other: what the mask takes out of them, and that the attacker uses each.

One edition of made-up counts over five years, so that there are series, earlier gaps and earlier spreads.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from gnv_pipeline import methods
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.publishing import mask_tables
from tests.indicators.cases import Case, keyfigure, with_indicator
from tests.publishing_attack.attacker import Found, attack, unprotected
from tests.publishing_attack.editions import BY_GENDER, BY_REGION, Published, home_of, publish
from tests.publishing_attack.reader import Key

LAST = 2030
YEARS = range(LAST - 4, LAST + 1)
Tables = dict[str, pd.DataFrame]
KEY = ["indicator_id", "organisation_id", "data_year", "gender"]


@pytest.fixture(scope="module")
def edition(plan: Plan, plan_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Many persons everywhere, but one kommun with few women, and few of all, in the last year."""
    rng = np.random.default_rng(7)
    rows: list[dict[str, Any]] = []
    few = plan.kommuner[4].id
    for year in YEARS:
        for area in plan.kommuner:
            for gender in "KMT":
                people = int(rng.integers(60, 140))
                x = int(rng.binomial(people, 0.5))
                if (area.id, year) == (few, LAST) and gender != "M":
                    x = 3
                by, what = (plan.region.id, BY_REGION) if gender == "T" else (area.id, BY_GENDER)
                rows.append(keyfigure(by, area.id, what, gender, x, people, year=year))
    done = with_indicator(plan, BY_REGION, under_construction=False)  # so that its goal is judged
    case = Case(done, LAST, date(2031, 6, 1), "final", keyfigures=rows)
    return publish(home_of(tmp_path_factory.mktemp("ar"), plan_folder), done, case)


@pytest.fixture(scope="module")
def sound(edition: Published) -> dict[tuple[Key, str], Found]:
    found = attack([edition.tables], [edition.truth])
    assert unprotected(found) == []
    return {(one.key, one.part): one for one in found}


@pytest.fixture
def victim(sound: dict[tuple[Key, str], Found]) -> Key:
    """A small count of women."""
    return next(
        key for (key, part), one in sound.items() if part == "x" and one.small and key[3] == "K"
    )


def masked(edition: Published) -> set[Key]:
    values = edition.tables["indicator_value"]
    return set(values.loc[values["masked"], KEY].itertuples(index=False, name=None))


def own(edition: Published, name: str, indicator: str = BY_GENDER) -> pd.DataFrame:
    table = edition.tables[name]
    return table[table["indicator_id"] == indicator]


def test_nothing_is_said_of_a_masked_side_of_a_gap(edition: Published, victim: Key) -> None:
    gaps = own(edition, "gender_gap").set_index("organisation_id")
    row = gaps.loc[victim[1]]
    figures = ["women", "men", "gap", "lower95", "upper95", "from_gap", "change", "change_lower95"]
    assert row[figures].isna().all()
    assert (row["signal"], row["reason"]) == ("not_judged", "suppressed")
    assert (row["development"], row["development_reason"]) == ("not_judged", "suppressed")
    hidden = {key[1] for key in masked(edition) if key[3] in "KM"}
    shown = gaps[~gaps.index.isin(hidden)]
    assert len(shown) >= 5
    assert shown["lower95"].notna().all()


def test_a_series_with_a_masked_year_has_no_slope(edition: Published) -> None:
    trend = own(edition, "trend")
    hidden = {(key[1], key[3]) for key in masked(edition) if key[0] == BY_GENDER}
    touched = [
        pair in hidden for pair in zip(trend["organisation_id"], trend["gender"], strict=True)
    ]
    assert (trend["points"] == 5).all()
    assert trend.loc[touched, "slope"].isna().all()
    assert set(trend.loc[touched, "series_reason"]) == {"suppressed"}
    assert trend.loc[~np.array(touched), "slope"].notna().all()


def test_a_spread_is_hidden_with_any_kommun_and_so_is_its_development(
    edition: Published, victim: Key
) -> None:
    row = own(edition, "inequality").set_index("gender").loc[victim[3]]
    assert row[["lowest", "difference", "ratio", "mean_deviation", "remaining"]].isna().all()
    assert (row["reason"], row["development_reason"]) == ("suppressed", "suppressed")
    assert row["areas_used"] == len(edition.tables["organisation"].query("kind == 'kommun'"))


def test_where_the_distance_sits_is_told_without_shares(edition: Published) -> None:
    rows = own(edition, "county_distance", BY_REGION).set_index("organisation_id")
    hidden = {key[1] for key in masked(edition) if key[0] == BY_REGION}
    assert len(hidden) >= 2
    assert rows["share"].isna().all()
    figures = ["denominator", "gap", "gap_count"]
    assert rows.loc[sorted(hidden), figures].isna().all(axis=None)
    assert rows.drop(index=sorted(hidden))[figures].notna().all(axis=None)


def test_a_masked_county_has_no_distance(plan: Plan) -> None:
    """That there are rows at all would say that its value lies below the target."""
    row = {"goal_id": "lakare_pa_boendet", "indicator_id": BY_REGION, "data_year": LAST}
    row |= {"organisation_id": plan.kommuner[0].id, "denominator": 20.0, "gap": 3.0}
    frame = pd.DataFrame([row | {"gap_count": 1.0, "gap_unit": "personer", "share": 100.0}])
    county = {(BY_REGION, plan.county.id, LAST, "T")}
    assert mask_tables.mask_county_distance(frame, plan, county).empty
    assert len(mask_tables.mask_county_distance(frame, plan, set())) == 1


# --- every figure that the mask takes out would have helped ---------------------------------------


def _share(true: tuple[float, float]) -> float:
    return 100 * true[0] / true[1]


def _row(tables: Tables, name: str, key: Key, **values: object) -> None:
    table = tables[name]
    row = dict.fromkeys(table.columns) | {"indicator_id": key[0], "data_year": key[2]}
    row |= {"organisation_id": key[1]} if "organisation_id" in row else {}
    row |= {"gender": key[3]} if "gender" in row else {}
    tables[name] = pd.DataFrame([row | values])


def gap_left(edition: Published, tables: Tables, key: Key) -> None:
    women, men = (_share(edition.truth[*key[:3], one]) for one in "KM")
    _row(tables, "gender_gap", key, men=men, gap=women - men)


def slope_left(edition: Published, tables: Tables, key: Key) -> None:
    true = [edition.truth[key[0], key[1], year, key[3]] for year in YEARS]
    share = methods.proportion([x for x, _ in true], [n for _, n in true], 0.95, 100)
    slope = methods.recent_trend(list(YEARS), *share).slope
    _row(tables, "trend", key, first_year=YEARS[0], slope=slope)


def pooled_left(edition: Published, tables: Tables, key: Key) -> None:
    true = [edition.truth[key[0], key[1], year, key[3]] for year in YEARS]
    x, n = (float(sum(one)) for one in zip(*true, strict=True))
    values = {
        "from_year": YEARS[0],
        "rounds": 5,
        "numerator": x,
        "denominator": n,
        "value": 100 * x / n,
    }
    _row(tables, "pooled_value", key, **values)


def of_all(edition: Published) -> Key:
    """A masked count of all together."""
    return min(key for key in masked(edition) if key[0] == BY_REGION)


def similar_left(edition: Published, tables: Tables, key: Key) -> None:
    key = of_all(edition)
    _row(tables, "similar_change", key, similar_id=key[1], value=_share(edition.truth[key]))


def shares_left(edition: Published, tables: Tables, key: Key) -> None:
    rows = tables["county_distance"].set_index("organisation_id")
    true = {area: edition.truth[BY_REGION, area, LAST, "T"] for area in rows.index}
    lacks = {area: max(0.0, 0.8 * n - x) for area, (x, n) in true.items()}
    rows["share"] = [100 * lacks[area] / sum(lacks.values()) for area in rows.index]
    tables["county_distance"] = rows.reset_index()


def base_left(edition: Published, tables: Tables, key: Key) -> None:
    rows = tables["county_distance"]
    key = of_all(edition)
    rows.loc[rows["organisation_id"] == key[1], "denominator"] = edition.truth[key][1]


@pytest.mark.parametrize(
    "leave", [gap_left, slope_left, pooled_left, similar_left, shares_left, base_left]
)
def test_the_attacker_uses_what_is_left(
    edition: Published,
    sound: dict[tuple[Key, str], Found],
    victim: Key,
    leave: Callable[[Published, Tables, Key], None],
) -> None:
    tables = {name: table.copy() for name, table in edition.tables.items()}
    leave(edition, tables, victim)
    found = {(one.key, one.part): one for one in attack([tables], [edition.truth])}
    assert all(one.width <= sound[name].width + 1e-6 for name, one in found.items())
    assert any(one.width < sound[name].width - 1e-3 for name, one in found.items())

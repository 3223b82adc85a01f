"""What the attacker learns from tables that set several values beside each other.

Spread, women against men, where a goal's distance sits, similar kommuner, slopes and rounds put together.
Where a figure is no linear function of the counts (a slope, a mean deviation) and one value alone is hidden
behind it, the attacker tries every pair of counts and keeps those that give the published figure.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gnv_pipeline import methods

if TYPE_CHECKING:
    from tests.publishing_attack.reader import Edition, Key

TABLES = ("gender_gap", "county_distance", "similar_change", "pooled_value")
LARGEST = 150
"""Largest denominator that is tried."""
Tried = Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64]]


def learn(edition: Edition) -> None:
    """Everything that the tables say; ``edition`` is the reader of one edition."""
    _gaps(edition)
    _distance(edition)
    _similar(edition)
    _pooled(edition)
    _spread(edition)
    _slopes(edition)


def _gaps(edition: Edition) -> None:
    for row in edition._about("gender_gap"):
        for year, sides, gap in (
            (row["data_year"], (row["women"], row["men"]), row["gap"]),
            (row["from_year"], (None, None), row["from_gap"]),
        ):
            if _empty(year):
                continue
            keys = [(row["indicator_id"], row["organisation_id"], int(year), one) for one in "KM"]
            known = [_value_of(edition, key, told) for key, told in zip(keys, sides, strict=True)]
            for key, value in zip(keys, known, strict=True):
                if value is not None:
                    edition._value(key, value, 1e-7)
            if _empty(gap):
                continue
            if known[0] is None and known[1] is not None:
                edition._value(keys[0], known[1] + gap, 1e-7)
            if known[1] is None and known[0] is not None:
                edition._value(keys[1], known[0] - gap, 1e-7)


def _value_of(edition: Edition, key: Key, told: object) -> float | None:
    shown = edition.rows.get(key, {}).get("value")
    for value in (told, shown):
        if not _empty(value):
            return float(value)  # type: ignore[arg-type]
    return None


def _distance(edition: Edition) -> None:
    targets = _targets(edition)
    table = edition.tables["county_distance"]
    table = table[table["indicator_id"].isin(list(edition.indicators))]
    for (goal, indicator), rows in table.groupby(["goal_id", "indicator_id"], sort=True):
        if (goal, indicator) not in targets:
            continue
        target, sign, gender = targets[goal, indicator]
        county = [area for area, kind in edition.kind.items() if kind == "county"]
        year = int(rows["data_year"].iloc[0])
        for area in county:  # that there are rows says that the county lacks something
            key = (indicator, area, year, gender)
            if key in edition.rows:
                terms = {edition.name(key, "x"): 100 * sign, edition.name(key, "n"): -sign * target}
                edition.system.bind(terms, -np.inf, 0)
        shares = []
        for row in rows.to_dict("records"):
            key = (indicator, row["organisation_id"], year, gender)
            if key not in edition.rows or not edition.share(key):
                continue
            if not _empty(row["denominator"]):
                edition._fix(key, "n", row["denominator"])
            if not _empty(row["gap"]) and row["gap"] > 0:
                edition._value(key, target - sign * row["gap"], 1e-7)
            if not _empty(row["gap_count"]) and row["gap_count"] > 0:
                terms = {
                    edition.name(key, "n"): sign * target / 100,
                    edition.name(key, "x"): -sign,
                }
                edition.system.bind(terms, row["gap_count"] - 1 - 1e-6, row["gap_count"] + 1e-6)
            shares.append((key, row["share"]))
        _shares(edition, shares, target, sign)


def _shares(edition: Edition, shares: list[tuple[Key, Any]], target: float, sign: float) -> None:
    """A known kommun's part gives what all lack together, and so what a hidden one lacks."""

    def lacks(key: Key) -> float:
        row = edition.rows[key]
        return max(0.0, sign * (target * row["denominator"] / 100 - row["numerator"]))

    known = [(key, told) for key, told in shares if not _empty(edition.rows[key]["numerator"])]
    base = [(lacks(key), told) for key, told in known if not _empty(told) and told > 0]
    hidden = [key for key, _ in shares if _empty(edition.rows[key]["numerator"])]
    if not base or not hidden:
        return
    left = base[0][0] / base[0][1] * 100 - sum(lacks(key) for key, _ in known)
    for key in hidden:
        terms = {edition.name(key, "n"): sign * target / 100, edition.name(key, "x"): -sign}
        alone = len(hidden) == 1 and left > 1e-6
        edition.system.bind(terms, left - 1e-6 if alone else -np.inf, left + 1e-6)


def _targets(edition: Edition) -> dict[tuple[str, str], tuple[float, float, str]]:
    """Target, direction (1 at least, -1 at most) and gender of the county's goals."""
    found = {}
    for row in edition._about("goal_status"):
        if edition.kind[row["organisation_id"]] != "county":
            continue
        least = row["target_kind"] == "at_least"
        limit = row["target_lower"] if least else row["target_upper"]
        if row["target_kind"] in {"at_least", "at_most"} and not _empty(limit):
            found[row["goal_id"], row["indicator_id"]] = (
                float(limit), 1.0 if least else -1.0, row["gender"],
            )  # fmt: skip
    return found


def _similar(edition: Edition) -> None:
    for row in edition._about("similar_change"):
        key = (row["indicator_id"], row["similar_id"], int(row["data_year"]), "T")
        if not _empty(row["value"]):
            edition._value(key, row["value"])
        if _empty(row["from_year"]) or _empty(row["from_value"]):
            continue
        edition._value((*key[:2], int(row["from_year"]), "T"), row["from_value"])
        if not _empty(row["change"]):
            edition._value(key, row["from_value"] + row["change"], 1e-7)


def _pooled(edition: Edition) -> None:
    for row in edition._about("pooled_value"):
        years = range(int(row["from_year"]), int(row["data_year"]) + 1)
        keys = [(row["indicator_id"], row["organisation_id"], one, row["gender"]) for one in years]
        keys = [key for key in keys if key in edition.rows]
        if len(keys) != row["rounds"]:
            continue
        for part, told in (("x", row["numerator"]), ("n", row["denominator"])):
            if not _empty(told):
                edition.system.equal({edition.name(key, part): 1.0 for key in keys}, float(told))
        if not _empty(row["value"]):
            terms = {edition.name(key, "x"): 100.0 for key in keys}
            terms |= {edition.name(key, "n"): -row["value"] for key in keys}
            edition.system.bind(terms, -1e-6, 1e-6)


def _spread(edition: Edition) -> None:
    for row in edition._about("inequality"):
        areas = edition._kommuner((row["indicator_id"], "", int(row["data_year"]), row["gender"]))
        shown = [edition.rows[key] for key in areas if not _empty(edition.rows[key]["numerator"])]
        hidden = [key for key in areas if _empty(edition.rows[key]["numerator"])]
        if len(hidden) != 1 or not edition.share(hidden[0]):
            continue
        x = np.array([one["numerator"] for one in shown], dtype=float)
        n = np.array([one["denominator"] for one in shown], dtype=float)

        def measures(count: NDArray[np.float64], size: NDArray[np.float64]) -> Any:
            counts = np.column_stack([np.tile(x, (len(count), 1)), count])  # noqa: B023
            sizes = np.column_stack([np.tile(n, (len(count), 1)), size])  # noqa: B023
            return methods.inequality(100 * counts / sizes, sizes)

        for column, part in (
            ("ratio", "ratio"), ("mean_deviation", "mdmw"), ("between_variance", "bgv"),
        ):  # fmt: skip
            if not _empty(row[column]):
                _try(
                    edition,
                    hidden[0],
                    lambda c, s, part=part: getattr(measures(c, s), part),
                    row[column],
                )


def _slopes(edition: Edition) -> None:
    for row in edition._about("trend"):
        if _empty(row["slope"]) or _empty(row["first_year"]):
            continue
        years = [
            one
            for one in range(int(row["first_year"]), int(row["data_year"]) + 1)
            if (row["indicator_id"], row["organisation_id"], one, row["gender"]) in edition.rows
        ]
        keys = [(row["indicator_id"], row["organisation_id"], one, row["gender"]) for one in years]
        hidden = [key for key in keys if _empty(edition.rows[key]["numerator"])]
        if len(keys) != 5 or len(hidden) != 1:
            continue
        known = [edition.rows[key] for key in keys]
        place = keys.index(hidden[0])

        def slope(count: NDArray[np.float64], size: NDArray[np.float64]) -> Any:
            points = [(one["numerator"], one["denominator"]) for one in known]  # noqa: B023
            x = np.tile([np.nan if _empty(a) else a for a, _ in points], (len(count), 1))
            n = np.tile([np.nan if _empty(b) else b for _, b in points], (len(count), 1))
            x[:, place], n[:, place] = count, size  # noqa: B023
            share = methods.proportion(x, n, 0.95, 100)
            found = methods.recent_trend(years, *share, calendar=years)  # noqa: B023
            return found.slope * 4 / (years[-1] - years[0])  # noqa: B023

        _try(edition, hidden[0], slope, row["slope"])


def _try(edition: Edition, key: Key, measure: Tried, told: float) -> None:
    """Every pair of counts that gives the figure: their smallest and largest."""
    size, count = (grid.ravel() for grid in np.meshgrid(np.arange(1, LARGEST), np.arange(LARGEST)))
    possible = count <= size
    count, size = count[possible].astype(float), size[possible].astype(float)
    fits = np.abs(measure(count, size) - told) <= 1e-7 * max(1.0, abs(told))
    if fits.any():
        edition.system.unknown(edition.name(key, "x"), count[fits].min(), count[fits].max())
        edition.system.unknown(edition.name(key, "n"), size[fits].min(), size[fits].max())


def _empty(value: object) -> bool:
    return bool(pd.isna(value))  # type: ignore[call-overload]

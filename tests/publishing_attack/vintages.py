"""Socialstyrelsen's weekly vintages (deaths by kommun, of them in särskilt boende) as a chain of editions.

Real revisions of small numbers: every vintage replaces the one before it. Treated as own counts of one
made-up count indicator: K = särskilt boende, M = all others, T = all. What the source itself hides ("X")
is filled in so that kommuner add up to the county.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from gnv_pipeline.publishing.small_numbers import Count, Key, Told, search
from tests.publishing_attack.system import System

FILE = "kolada/socialstyrelsen_covid_dalarna_vintages.csv"
COUNTY = "LAN20"
_WHOLE = "Totalt länet"

Name = tuple[Key, int, int]
"""Key, times changed, true count."""


def read(path: Path) -> Iterator[dict[tuple[str, str], int]]:
    """Each vintage as (area, K|M|T) -> deaths, oldest first."""
    data = pd.read_csv(path, dtype=str)
    areas = sorted(set(data["kommun"]) - {_WHOLE})
    for _, rows in data.groupby("vintage", sort=True):
        by_area = rows.set_index("kommun")
        all_, home = (
            {area: _number(by_area.loc[area, column]) for area in [*areas, _WHOLE]}
            for column in ("totalt", "sarskilt_boende")
        )
        low = {area: home[area] or 0 for area in areas}
        total = _filled(areas, all_, low, dict.fromkeys(areas, 10**6))
        inside = _filled(areas, home, dict.fromkeys(areas, 0), total)
        found = {}
        for area in areas:
            found[area, "T"], found[area, "K"] = total[area], inside[area]
            found[area, "M"] = total[area] - inside[area]
        for part in "TKM":
            found[COUNTY, part] = sum(found[area, part] for area in areas)
        yield found


def _number(text: str) -> int | None:
    return None if text == "X" else int(text)


def _filled(
    areas: Sequence[str], shown: dict[str, int | None], low: dict[str, int], high: dict[str, int]
) -> dict[str, int]:
    """The hidden ones share what is left of the county, one each in turn, at least 1 and at most 4 first."""
    found = {area: value for area, value in shown.items() if value is not None and area in areas}
    hidden = [area for area in areas if area not in found]
    rest = (shown[_WHOLE] or 0) - sum(found.values())
    for area in hidden:
        found[area] = min(max(1, low[area]), high[area])
        rest -= found[area]
    while rest > 0:
        able = [area for area in hidden if found[area] < high[area]]
        if not able:
            break
        smallest = min(able, key=lambda area: found[area])
        found[smallest] += 1
        rest -= 1
    return found


def counts(vintage: dict[tuple[str, str], int]) -> list[Count]:
    """A vintage as own counts."""
    return [
        Count(("doda", area, 2022, part), "county" if area == COUNTY else "kommun", float(x), None)
        for (area, part), x in vintage.items()
    ]


def masked_chain(
    vintages: Sequence[dict[tuple[str, str], int]],
) -> tuple[list[frozenset[Key]], int]:
    """Mask each vintage knowing all earlier ones; returns the masks, and the keys ever exposed."""
    kept: set[Key] = set()
    told: list[tuple[Told, ...]] = []
    masks, exposed = [], 0
    for vintage in vintages:
        now = counts(vintage)
        result = search(now, kept, editions=told)
        masks.append(result.keys)
        exposed += len(result.exposed)
        kept |= result.keys
        told.append(tuple(Told(one, one.key not in result.keys) for one in now))
    return masks, exposed


def attack(
    vintages: Sequence[dict[tuple[str, str], int]], masks: Sequence[frozenset[Key]]
) -> dict[Name, tuple[float, float]]:
    """Best bounds of every masked count, from all vintages together.

    The strongest reader: he knows which counts did not change, where the zeros are, and that the others
    are at least 1. Written from what is shown, without the mask's own code.
    """
    system = System()
    wanted: list[Name] = []
    names: dict[tuple[str, str], Name] = {}
    before: dict[tuple[str, str], int] = {}
    for vintage, mask in zip(vintages, masks, strict=True):
        areas = sorted({area for area, _ in vintage} - {COUNTY})
        for place, x in vintage.items():
            key = ("doda", place[0], 2022, place[1])
            turns = names[place][1] if place in names else 0
            changed = x != before.get(place, x)
            names[place] = (key, turns + changed, x)  # unchanged, it is the same unknown
            if key in mask and x > 0:
                system.unknown(names[place], 1.0)
                wanted.append(names[place])
            else:
                system.unknown(names[place], float(x), float(x))
        before = dict(vintage)
        for area in [*areas, COUNTY]:
            _sum(system, names, (area, "T"), [(area, "K"), (area, "M")])
        for part in "TKM":
            _sum(system, names, (COUNTY, part), [(area, part) for area in areas])
    return system.bounds(dict.fromkeys(wanted))


def _sum(
    system: System,
    names: dict[tuple[str, str], Name],
    total: tuple[str, str],
    parts: list[tuple[str, str]],
) -> None:
    system.equal({names[one]: 1.0 for one in parts} | {names[total]: -1.0})

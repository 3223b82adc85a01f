"""Writes ``docs/signaler.md``: how many signals the plan's Kolada indicators gave, year by year.

    python scripts/signals_page.py --kolada FILE.csv --years 2015-2022 --out docs/signaler.md

Each year is judged as a report of that year would be, by the same functions, in a database in memory. The
page holds counts of signals and no values, so nothing of the data is copied into the project. The file is
one that ``gnv kolada import`` takes: columns kpi, municipality_id, year, gender, value.

Belongs here: counting and the page. Does not belong here: any rule of judging.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from gnv_pipeline.formatting import enumeration
from gnv_pipeline.indicators import judge
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Indicator, Plan
from gnv_pipeline.warehouse import loading
from gnv_pipeline.warehouse.connection import Connection, connect
from gnv_pipeline.warehouse.reader import read_table

TABLES = (
    "comparison",
    "trend",
    "inequality",
    "gender_gap",
    "indicator_year",
    "indicator_value",
    "goal_status",
)
COLUMNS = (
    "År", "Mot övriga kommuner", "Sedan förra mätningen", "Trend över fem mätningar", "Mellan kommunerna",
    "Länet mot riket", "Länet sedan förra", "Kvinnor mot män, länet",
)  # fmt: skip
NONE = "–"
Judged = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator and data year, counted; each cell in words."""

    indicator: str
    year: int
    cells: tuple[str, ...]


def judged(published: pd.DataFrame, plan: Plan, year: int) -> dict[str, pd.DataFrame]:
    """The judged tables of a report year, from published values alone (as :func:`judge_into`)."""
    with connect() as con:
        judge_into(con, published, plan, year)
        return {name: read_table(con, f"judged.{name}") for name in TABLES}


def judge_into(con: Connection, published: pd.DataFrame, plan: Plan, year: int) -> None:
    """Judge a report year in an empty database, from published values alone.

    Args:
        con: The database.
        published: Columns kpi, municipality_id (text), year, gender and value.
        plan: Whose indicators are judged.
        year: Report year; no later data year is used.
    """
    frame = pd.DataFrame(
        {
            "kolada_id": published["kpi"],
            "organisation_id": published["municipality_id"],
            "data_year": published["year"],
            "gender": published["gender"],
            "value": published["value"],
            "sha256": "0" * 64,
            "source_file": "kolada.csv",
            "line": range(2, len(published) + 2),
            "fetched_on": f"{year + 1}-12-31",
        }
    )
    loading.prepare(con)
    loading.load(con, "raw.kolada_value", frame)
    run = loading.Run(year, "final", date(year + 1, 12, 31), plan_in_force=False)
    loading.build_core(con, plan, run)
    judge(con, plan)


def rows(tables: Judged, plan: Plan, year: int) -> Iterator[Row]:
    """The counts of every Kolada indicator that is judged in this very year, in the plan's order."""
    chosen = tables["indicator_year"].set_index("indicator_id")["judged_year"].dropna()
    for indicator in plan.indicators:
        measured = indicator.kolada_id is not None and indicator.delmal is not None
        if measured and indicator.derived is None and chosen.get(indicator.id) == year:
            yield Row(indicator.id, year, tuple(_cells(tables, plan, indicator)))


def _cells(tables: Judged, plan: Plan, indicator: Indicator) -> Iterator[str]:
    of_it = {
        name: frame[frame["indicator_id"] == indicator.id]
        for name, frame in tables.items()
        if name != "indicator_year"
    }
    compared, trend, gap = of_it["comparison"], of_it["trend"], of_it["gender_gap"]
    compared, trend = compared[compared["gender"] == "T"], trend[trend["gender"] == "T"]
    kommuner = {area.id for area in plan.kommuner}
    whole = plan.region.id if indicator.level == "region" else plan.county.id
    beside = compared[
        compared["organisation_id"].isin(kommuner) & (compared["benchmark_kind"] != "nation")
    ]
    clearly = int((beside["strength"] == 998).sum())
    told = _counted(beside["signal"])
    yield f"{told}, varav klart {clearly}" if clearly else told
    own = trend[trend["organisation_id"].isin(kommuner)]
    yield _counted(own["signal"])
    yield _counted(own["series_signal"])
    spread = of_it["inequality"]
    yield _one(spread[spread["gender"] == "T"]["signal"])
    nation = compared[
        (compared["organisation_id"] == whole) & (compared["benchmark_kind"] == "nation")
    ]
    yield _one(nation["signal"])
    yield _one(trend[trend["organisation_id"] == whole]["signal"])
    yield _one(gap[gap["organisation_id"] == whole]["signal"])


WORDS = {
    "better": "bättre", "worse": "sämre", "higher": "högre", "lower": "lägre",
    "similar": "ingen säker skillnad", "uncertain": "går inte att avgöra", "not_judged": "bedöms inte",
    "beyond_chance": "mer än slumpen", "within_chance": "kan vara slump",
}  # fmt: skip


def _counted(signals: Iterable[str]) -> str:
    """``1 bättre, 2 sämre, 12 ingen säker skillnad``; a dash without any row."""
    counts = Counter(signals)
    return (
        ", ".join(f"{counts[code]} {word}" for code, word in WORDS.items() if counts[code]) or NONE
    )


def _one(signals: Iterable[str]) -> str:
    """The one signal in words; a dash without a row."""
    found = list(signals)
    return WORDS[found[0]] if found else NONE


def bases(published: pd.DataFrame, plan: Plan) -> dict[str, str]:
    """From which year the number of respondents is known, in words, for survey indicators."""
    first = published.groupby("kpi")["year"].min()
    told = {}
    for indicator in plan.indicators:
        base = plan.indicator_by_id.get(indicator.basis.indicator or "")
        if indicator.basis.kind == "respondents" and base is not None and base.kolada_id in first:
            told[indicator.id] = f" Antal svarande finns i filen från {int(first[base.kolada_id])}."
    return told


def page(found: Iterable[Row], plan: Plan, years: list[int], known: Mapping[str, str]) -> str:
    """The whole page in Markdown; ``known`` is what is said of each indicator's base."""
    by_indicator: dict[str, list[Row]] = {}
    for row in found:
        by_indicator.setdefault(row.indicator, []).append(row)
    of_it = [one for one in plan.indicators if one.id in by_indicator]
    absent = [
        one.name
        for one in plan.indicators
        if one.kolada_id is not None and one.delmal is not None and one.id not in by_indicator
    ]
    lines = [
        f"# Signalerna {years[0]}–{years[-1]}",
        "",
        "Så många signaler gav planens nyckeltal från Kolada, om varje år hade bedömts som en rapport",
        f"för det året. Sidan gäller {len(plan.kommuner)} kommuner och länet och är gjord av",
        "`scripts/signals_page.py`. Här står antal signaler och inga värden. *Bättre* betyder högre där",
        "högre är bättre, annars lägre.",
        "",
        "Signaler: egen bearbetning av data från Kolada. Ursprunglig källa står vid varje nyckeltal. Ett år",
        "utan rad saknar värden för minst hälften av områdena, till exempel 2021 då brukarundersökningen",
        "inte gjordes. Utan känt underlag jämförs inget: *bedöms inte*.",
        "Så här räknas signalerna: [metod.md](metod.md).",
        "",
    ]
    for indicator in of_it:
        lines += [
            f"## {indicator.name} ({indicator.kolada_id})",
            "",
            f"Källa: {indicator.original_source} (via Kolada).{known.get(indicator.id, '')}",
            "",
            f"<!-- signaler: {indicator.id} -->",
            f"| {' | '.join(COLUMNS)} |",
            f"|{'---|' * len(COLUMNS)}",
        ]
        lines += [f"| {row.year} | {' | '.join(row.cells)} |" for row in by_indicator[indicator.id]]
        lines.append("")
    if absent:
        lines += [
            "## Utan värden",
            "",
            f"Dessa nyckeltal fanns inte i filen, eller hade för få värden: {enumeration(absent)}.",
            "",
        ]
    return "\n".join(lines)


def read(path: Path) -> pd.DataFrame:
    """Published values of a file, ids as text; rows without a value are left out."""
    return pd.read_csv(path, dtype={"municipality_id": str}).dropna(subset=["value"])


def main() -> None:
    """Judge every year and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kolada", type=Path, required=True)
    parser.add_argument("--plan", type=Path, default=Path("data/raw/plan/2026"))
    parser.add_argument("--years", default="2015-2022")
    parser.add_argument("--out", type=Path, default=Path("docs/signaler.md"))
    given = parser.parse_args()
    plan = load_plan(given.plan)
    first, last = (int(year) for year in given.years.split("-"))
    years = list(range(first, last + 1))
    published = read(given.kolada)
    found = [row for year in years for row in rows(judged(published, plan, year), plan, year)]
    given.out.write_text(
        page(found, plan, years, bases(published, plan)), encoding="utf-8", newline="\n"
    )
    print(f"{given.out}: {len(found)} rader")


if __name__ == "__main__":
    main()

"""The page of signals is what the program gives, and equal kommuner give as many false signals as is said."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan
from scripts import signals_page, simulate_false_alarms

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "signaler.md"
METHOD = (ROOT / "docs" / "metod.md").read_text(encoding="utf-8")
SIZES = [40, 60, 70, 80, 90, 100, 120, 150, 200, 260, 300, 420, 850]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(ROOT / "data" / "raw" / "plan" / "2026")


@pytest.fixture(scope="module")
def published(shared_data: Path) -> pd.DataFrame:
    return signals_page.read(shared_data / "kolada" / "kolada_dalarna_plan.csv")


def table(indicator: str) -> dict[int, list[str]]:
    """An indicator's rows on the page, by year."""
    text = PAGE.read_text(encoding="utf-8")
    found = re.findall(rf"<!-- signaler: {indicator} -->\n((?:\|.*\n)+)", text)[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in found.splitlines()]
    return {int(row[0]): row[1:] for row in rows[2:]}


# --- the page of signals -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "year", [2022, *(pytest.param(y, marks=pytest.mark.full) for y in range(2015, 2022))]
)
def test_the_page_has_what_the_program_gives(
    published: pd.DataFrame, plan: Plan, year: int
) -> None:
    found = list(signals_page.rows(signals_page.judged(published, plan, year), plan, year))
    assert [(row.indicator, list(row.cells)) for row in found] == [
        (row.indicator, table(row.indicator)[year]) for row in found
    ]
    assert len(found) > 3


def test_the_page_holds_no_values(plan: Plan) -> None:
    """Counts of kommuner and words only; none is above the number of kommuner."""
    text = PAGE.read_text(encoding="utf-8")
    cells = [
        cell
        for line in text.splitlines()
        if re.match(r"\| \d{4} \|", line)
        for cell in line.strip("|").split("|")[1:]
    ]
    assert len(cells) > 400
    counts = [int(count) for cell in cells for count in re.findall(r"\d+", cell)]
    assert max(counts) == len(plan.kommuner)
    assert not any(re.search(r"\d,\d|%", cell) for cell in cells)


def test_every_kommun_is_counted(plan: Plan) -> None:
    for indicator in ("nm1", "nm2", "nd2"):
        for year, cells in table(indicator).items():
            counted = re.sub(r", varav klart \d+", "", cells[0])
            together = sum(int(count) for count in re.findall(r"\d+", counted))
            assert (indicator, year, together) == (indicator, year, len(plan.kommuner))


# --- false alarms --------------------------------------------------------------------------------


def test_equal_kommuner_give_about_as_many_signals_as_the_level_lets_through(plan: Plan) -> None:
    others, clearly, change, trend = simulate_false_alarms.simulate(SIZES, plan, rounds=600)
    assert 0.045 < others.of_kommuner < 0.08
    assert 0.0005 < clearly.of_kommuner < 0.01
    assert 0.035 < change.of_kommuner < 0.065
    assert 0.0005 < trend.of_kommuner < 0.01
    for one in (others, clearly, change, trend):
        assert one.of_kommuner < one.of_rounds < 1
        assert one.kommuner == len(SIZES)
    assert others.promised_of_rounds == pytest.approx(1 - 0.95 ** len(SIZES))


def test_the_same_seed_gives_the_same_figures_and_another_does_not(plan: Plan) -> None:
    first, again, other = (
        simulate_false_alarms.simulate(SIZES, plan, rounds=50, seed=seed) for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


def test_kommuner_that_do_differ_are_found(plan: Plan) -> None:
    """The simulation would show it if the functions had stopped saying anything."""
    rounds = 50
    size = simulate_false_alarms.np.full(6, 400.0)
    value = simulate_false_alarms.np.full((6, rounds), 85.0)
    value[0] = 70.0
    indicator = plan.indicator_by_id["nm1"]
    strength = simulate_false_alarms.strengths(value, size, indicator, plan)
    assert (strength[0] == 998).all()


def test_the_figures_of_the_method_page(shared_data: Path, plan: Plan) -> None:
    sizes = simulate_false_alarms.sizes_of(
        shared_data / "kolada" / "kolada_dalarna_plan.csv",
        "U23592",
        2022,
        [area.id for area in plan.kommuner],
    )
    assert len(sizes) == len(plan.kommuner)
    found = simulate_false_alarms.table(simulate_false_alarms.simulate(sizes, plan))
    assert found in METHOD

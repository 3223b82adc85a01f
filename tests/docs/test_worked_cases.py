"""The page of cases worked by hand: every step is right, and the conclusions are those of the tables."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from gnv_pipeline import methods
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.publishing.small_numbers import Count, hidden
from scripts import signals_page

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "raknat_for_hand.md").read_text(encoding="utf-8")
YEAR = 2022
Published = pd.DataFrame
Judged = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(ROOT / "data" / "raw" / "plan" / "2026")


@pytest.fixture(scope="module")
def published(shared_data: Path) -> Published:
    return signals_page.read(shared_data / "kolada" / "kolada_dalarna_plan.csv")


@pytest.fixture(scope="module")
def judged(published: Published, plan: Plan) -> Judged:
    return signals_page.judged(published, plan, YEAR)


def case(number: int) -> list[list[str]]:
    """The rows of a case's table."""
    table = re.findall(rf"<!-- räknat: {number} -->\n((?:\|.*\n)+)", PAGE)[0]
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]
    ]


# --- the arithmetic ------------------------------------------------------------------------------


def worked(text: str, look_up: Callable[[str], float]) -> float:
    """The value of a calculation as people write it; what stands in backticks is looked up."""
    text = re.sub(r"`([^`]+)`", lambda found: repr(look_up(found[1])), text)
    text = re.sub(r"(\d),(\d)", r"\1.\2", text)
    for ours, pythons in (("·", "*"), ("−", "-"), ("²", "**2"), ("³", "**3"), ("√", "sqrt")):
        text = text.replace(ours, pythons)
    return _value(ast.parse(text, mode="eval").body)


def _value(node: ast.expr) -> float:
    match node:
        case ast.Constant(value=int() | float() as value):
            return float(value)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_value(inner)
        case ast.Call(func=ast.Name(id="sqrt"), args=[inner]):
            return math.sqrt(_value(inner))
        case ast.BinOp(left=left, op=operator, right=right):
            first, second = _value(left), _value(right)
            return {
                ast.Add: lambda: first + second,
                ast.Sub: lambda: first - second,
                ast.Mult: lambda: first * second,
                ast.Div: lambda: first / second,
                ast.Pow: lambda: first**second,
            }[type(operator)]()
    raise ValueError(f"No arithmetic: {ast.dump(node)}")


def shown(text: str) -> tuple[float, int]:
    """A number of the page and how many decimals it is shown with."""
    text = text.replace("−", "-").replace(",", ".")
    return float(text), len(text.partition(".")[2])


@pytest.fixture(scope="module")
def look_up(published: Published, plan: Plan) -> Callable[[str], float]:
    kommuner = {area.id for area in plan.kommuner}
    by_key = published.set_index(["kpi", "municipality_id", "year", "gender"])["value"]

    def of_kommuner(kpi: str, year: int) -> pd.Series:
        rows = published[
            (published["kpi"] == kpi) & (published["year"] == year) & (published["gender"] == "T")
        ]
        return rows[rows["municipality_id"].isin(kommuner)].set_index("municipality_id")["value"]

    def found(asked: str) -> float:
        word, *rest = asked.split()
        year = int([part for part in rest if re.fullmatch(r"20[12]\d", part)][-1])
        ids = re.findall(r"[NU]\d{5}", asked)
        if word == ids[0]:
            area, _, *gender = rest
            return float(by_key[ids[0], area, year, gender[0] if gender else "T"])
        values = [of_kommuner(one, year) for one in ids]
        size = values[-1]
        weight = size / size.sum()
        part = values[0] / 100
        apart = part - (weight * part).sum()
        chance = part * (1 - part) / (size - 1)
        told: dict[str, Callable[[], float]] = {
            "summa": lambda: size.sum() if len(ids) == 1 else (values[0] * size).sum() / 100,
            "vägd": (values[0] * weight).sum,
            "störst": size.max,
            "minst": size.min,
            "varians": lambda: (weight * apart**2).sum() * 1e4,
            "slump": lambda: (weight * (1 - weight) * chance).sum() * 1e4,
            "skala": lambda: 1 - (weight**2).sum(),
        }
        return float(told[word]())

    return found


def steps() -> Iterator[tuple[int, str, str, str]]:
    for number in range(1, 6):
        for name, calculation, becomes in case(number):
            yield number, name, calculation, becomes


@pytest.mark.parametrize(("number", "name", "calculation", "becomes"), list(steps()))
def test_every_step_is_right(
    look_up: Callable[[str], float], number: int, name: str, calculation: str, becomes: str
) -> None:
    value, decimals = shown(becomes)
    assert worked(calculation, look_up) == pytest.approx(value, abs=0.5001 * 10.0**-decimals), (
        number,
        name,
    )


def test_a_wrong_step_would_be_found(look_up: Callable[[str], float]) -> None:
    assert worked("2 · (154 + 3,8415)", look_up) == pytest.approx(315.683)
    assert worked("−2 − √((3 − 1)² + 0)", look_up) == -4
    with pytest.raises(ValueError, match="No arithmetic"):
        worked("print(1)", look_up)


def result(number: int, name: str) -> float:
    """The result of a step by its name."""
    return shown(next(row[2] for row in case(number) if row[0] == name))[0]


# --- the conclusions -----------------------------------------------------------------------------


def row(judged: Judged, table: str, **key: object) -> pd.Series:
    frame = judged[table]
    for column, value in key.items():
        frame = frame[frame[column] == value]
    assert len(frame) == 1, (table, key)
    return frame.iloc[0]


def test_one_kommuns_interval_and_goal(judged: Judged) -> None:
    value = row(
        judged, "indicator_value", indicator_id="nm1", organisation_id="2029", data_year=YEAR, gender="T"
    )  # fmt: skip
    assert value["lower95"] == pytest.approx(result(1, "Undre gräns, procent"), abs=0.01)
    assert value["upper95"] == pytest.approx(result(1, "Övre gräns, procent"), abs=0.01)
    status = row(judged, "goal_status", goal_id="trygg_hemma", organisation_id="2029")
    assert (status["target_lower"], status["level_reason"]) == (90, "reference_only")
    against = methods.compare_with_goal(value["lower95"], value["upper95"], 90, "high")
    assert against == "worse"
    county = row(judged, "goal_status", goal_id="trygg_hemma", organisation_id="LAN20")
    assert county["level_signal"] == "not_met"
    assert county["upper95"] == pytest.approx(88.52, abs=0.005)


def test_one_kommun_beside_the_others(judged: Judged) -> None:
    against = row(
        judged, "comparison", indicator_id="nm1", organisation_id="2029", gender="T",
        benchmark_kind="others",
    )  # fmt: skip
    others = result(2, "De övrigas andel, procent")
    assert against["benchmark_value"] == pytest.approx(others, abs=0.01)
    assert (against["signal"], against["strength"]) == ("worse", 95)
    value = row(
        judged, "indicator_value", indicator_id="nm1", organisation_id="2029", data_year=YEAR, gender="T"
    )  # fmt: skip
    assert (round(value["lower998"], 2), round(value["upper998"], 2)) == (68.43, 88.07)
    assert value["upper95"] < others < value["upper998"]


def test_spread_and_chance(judged: Judged, published: Published, plan: Plan) -> None:
    found = row(judged, "inequality", indicator_id="nd2", gender="T")
    assert found["difference"] == result(3, "Skillnad, procentenheter")
    assert found["between_variance"] == pytest.approx(
        result(3, "Spridning i värdena (vägd varians)"), abs=0.01
    )
    assert found["remaining"] == pytest.approx(result(3, "Kvar när slumpen är borttagen"), abs=0.01)
    assert found["signal"] == "beyond_chance"
    told = [round(found[name], 1) for name in ("chance_mean", "chance_lower", "chance_upper")]
    assert told == [12.4, 7.1, 19.3]
    sizes = (
        judged["indicator_value"]
        .query(
            "indicator_id == 'nb1' and data_year == 2022 and gender == 'T' and organisation_id < '3000' "
            "and organisation_id > '1000'"
        )["value"]
        .to_numpy(dtype=float)
    )
    assert len(sizes) == len(plan.kommuner)
    drawn = np.random.default_rng(1).binomial(sizes.astype(int), 0.8124, (20_000, len(sizes)))
    ranges = np.ptp(drawn / sizes * 100, axis=1)
    assert ranges.mean() == pytest.approx(found["chance_mean"], abs=0.1)
    assert np.quantile(ranges, [0.025, 0.975]) == pytest.approx(
        [found["chance_lower"], found["chance_upper"]], abs=0.4
    )


def test_change_and_trend(judged: Judged) -> None:
    found = row(judged, "trend", indicator_id="nm1", organisation_id="LAN20", gender="T")
    assert (found["from_year"], found["signal"]) == (2020, "worse")
    for column, name in (
        ("change", "Förändring"),
        ("lower95", "Undre gräns"),
        ("upper95", "Övre gräns"),
    ):
        assert found[column] == pytest.approx(result(4, name), abs=0.002)
    assert found["nation_change"] == result(4, "Riket, 2022 minus 2020")
    assert (found["points"], found["series_signal"], found["series_reason"]) == (
        3,
        "not_judged",
        "too_few_points",
    )


def test_women_and_men(judged: Judged) -> None:
    found = row(judged, "gender_gap", indicator_id="nh1", organisation_id="0020")
    for column, name in (
        ("gap", "Skillnad"),
        ("lower95", "Skillnad, undre gräns"),
        ("upper95", "Skillnad, övre gräns"),
    ):
        assert found[column] == pytest.approx(result(5, name), abs=0.2)
    assert found["signal"] == "higher"


def test_the_small_number_and_what_would_give_it_away() -> None:
    counts = {
        {"Alla": "T", "Kvinnor": "K", "Män": "M"}[who]: (float(x), float(n), seen == "ja")
        for who, x, n, seen in case(6)
    }
    cells = [
        Count(key=("sip", "A", YEAR, gender), kind="kommun", numerator=x, denominator=n)
        for gender, (x, n, _) in counts.items()
    ]
    masked = {key[3] for key in hidden(cells)}
    assert masked == {gender for gender, (_, _, seen) in counts.items() if not seen}


# --- what users.md knows -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kpi", "base", "difference", "chance"),
    [
        ("U21505", "U23592", 13, "10,5 6,6 15,3"),
        ("U21481", "U23592", 27, "12"),
        ("U23521", "U23594", 20, "19"),
        ("U23482", "U23594", 62, "27"),
    ],
)
def test_the_chance_spread_that_the_users_know(
    published: Published, plan: Plan, kpi: str, base: str, difference: float, chance: str
) -> None:
    """All kommuner together; the limits are those of 18 times of 20.

    Four have no published number of respondents on care homes; 25 each gives the known figures.
    """
    rows = published[(published["year"] == YEAR) & (published["gender"] == "T")]
    rows = rows[rows["municipality_id"].isin({area.id for area in plan.kommuner})]
    value = rows[rows["kpi"] == kpi].set_index("municipality_id")["value"]
    size = rows[rows["kpi"] == base].set_index("municipality_id")["value"]
    known = value.index.intersection(size.index)
    share = (value[known] * size[known]).sum() / size[known].sum() / 100
    sizes = size.reindex(value.index).fillna(25)
    assert len(value) == len(plan.kommuner)
    assert value.max() - value.min() == difference
    found = methods.expected_range(sizes.to_numpy(), share, 0.90, 100.0)
    told = [shown(one) for one in chance.split()]
    for figure, (wanted, decimals) in zip(found, told, strict=False):
        assert float(figure) == pytest.approx(wanted, abs=0.51 * 10.0**-decimals)

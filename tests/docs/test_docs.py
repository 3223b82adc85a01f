"""The documents say what is true: commands and options exist, every field of the plan is described,
every example figure is what the program computes.
"""

from __future__ import annotations

import csv
import re
import shlex
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import click
import numpy as np
import pytest

from gnv_pipeline import methods
from gnv_pipeline.cli.app import gnv
from gnv_pipeline.formatting import interval, number, percent, signed
from gnv_pipeline.plan import models
from gnv_pipeline.plan.models import Model, Plan

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
NAMES = [path.name for path in DOCUMENTS]


@cache
def text_of(name: str) -> str:
    """A document's text."""
    return next(path for path in DOCUMENTS if path.name == name).read_text(encoding="utf-8")


# --- commands and options ------------------------------------------------------------------------


def command_lines(text: str) -> Iterator[str]:
    """Every `gnv ...` of a document: indented lines of code and code within running text."""
    for line in text.splitlines():
        spans = [line.strip()] if line.startswith("    ") else re.findall(r"`([^`]+)`", line)
        for span in spans:
            words = re.sub(r"^(?:\.venv\\Scripts\\|\.venv/bin/)", "", span)
            if re.match(r"gnv(?:\s+[a-z-]|$)", words):
                yield words.split("  #")[0].split(" # ")[0].strip()


def leads_nowhere(line: str) -> str | None:
    """What in a command line the program does not know; None when it knows all of it."""
    command: click.Command = gnv
    words = shlex.split(line.replace("\\", "/"))[1:]
    while words:
        word = words.pop(0)
        if word.startswith("-"):
            option = next((one for one in command.params if word in one.opts), None)
            if option is None:
                return None if word in ("--help", "-h", "--version") else f"{word} i '{line}'"
            if isinstance(option, click.Option) and not option.is_flag and words:
                value = words.pop(0)
                if isinstance(option.type, click.Choice) and value not in option.type.choices:
                    return f"{word} {value} i '{line}'"
        elif isinstance(command, click.Group):
            found = command.commands.get(word)
            if found is None:
                return f"{word} i '{line}'"
            command = found
    return None


@pytest.mark.parametrize("name", NAMES)
def test_every_command_and_option_exists(name: str) -> None:
    assert [found for line in command_lines(text_of(name)) if (found := leads_nowhere(line))] == []


def test_a_wrong_command_or_option_would_be_found() -> None:
    assert leads_nowhere("gnv rapport --year 2026") == "rapport i 'gnv rapport --year 2026'"
    assert leads_nowhere("gnv run --ar 2026") == "--ar i 'gnv run --ar 2026'"
    assert (
        leads_nowhere("gnv run --edition slutlig")
        == "--edition slutlig i 'gnv run --edition slutlig'"
    )
    assert leads_nowhere(r"gnv --home C:\Mapp plan check --year 2026") is None


def test_the_readme_names_every_command() -> None:
    written = {" ".join(line.split()[1:3]) for line in command_lines(text_of("README.md"))}
    missing = []
    for name, command in gnv.commands.items():
        inner = command.commands if isinstance(command, click.Group) else {"": command}
        for second in inner:
            path = f"{name} {second}".strip()
            if not any(f"{one} ".startswith(f"{path} ") for one in written):
                missing.append(path)
    assert missing == [], f"README.md saknar {missing}"


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_files(name: str) -> None:
    folder = next(path for path in DOCUMENTS if path.name == name).parent
    links = re.findall(r"\]\(([^)#:]+)\)", text_of(name))
    assert [link for link in links if not (folder / link).exists()] == []


# --- the plan's fields ---------------------------------------------------------------------------


def plan_models() -> dict[str, type[Model]]:
    """Every model of a plan folder's files; the assembled plan itself is no file."""
    found = {name: getattr(models, name) for name in models.__all__}
    return {
        name: model
        for name, model in found.items()
        if isinstance(model, type) and issubclass(model, Model) and model not in (Model, Plan)
    }


def tables(name: str, marker: str) -> dict[str, list[list[str]]]:
    """Tables that follow a marker ``<!-- marker: title -->``: the title and the rows' cells."""
    found: dict[str, list[list[str]]] = {}
    pattern = rf"<!-- {marker}: ([^>]+?) -->\n((?:\|.*\n)+)"
    for title, table in re.findall(pattern, text_of(name)):
        lines = table.strip().splitlines()[2:]
        found[title] = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return found


def allowed_words(annotation: Any) -> set[str]:
    """The words that a field may hold, when only some are allowed."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return {member.value for member in annotation}
    if get_origin(annotation) is Literal:
        return {str(word) for word in get_args(annotation)}
    if get_origin(annotation) in (Union, UnionType, tuple, list):
        return set().union(*(allowed_words(part) for part in get_args(annotation)))
    return set()


def test_every_model_of_the_plan_has_a_table() -> None:
    assert set(tables("plan.md", "modell")) == set(plan_models())


@pytest.mark.parametrize("title", sorted(plan_models()))
def test_the_table_has_every_field_and_every_allowed_word(title: str) -> None:
    fields = plan_models()[title].model_fields
    rows = {row[0].strip("`"): row for row in tables("plan.md", "modell")[title]}
    assert set(rows) == set(fields)
    for name, field in fields.items():
        assert (name, rows[name][1]) == (name, "ja" if field.is_required() else "nej")
        unsaid = {
            word for word in allowed_words(field.annotation) if f"`{word}`" not in rows[name][2]
        }
        assert (name, unsaid) == (name, set())


# --- the figures of metod.md ---------------------------------------------------------------------

Values = dict[tuple[str, str, int], float]
RESPONDENTS = {"U23521": "U23594", "U23482": "U23594"}
"""The survey on care homes; the others belong to home care, U23592."""


@pytest.fixture(scope="module")
def kolada(shared_data: Path) -> Values:
    """Published values, all genders together, by id, area and year."""
    with (shared_data / "kolada" / "kolada_dalarna_plan.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        return {
            (row["kpi"], row["municipality_id"], int(row["year"])): float(row["value"])
            for row in csv.DictReader(file)
            if row["gender"] == "T" and row["value"]
        }


def counts(
    kolada: Values, kpi: str, year: int
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Implied counts and respondents of the kommuner that have both."""
    base = RESPONDENTS.get(kpi, "U23592")
    areas = sorted(
        area
        for id_, area, of_year in kolada
        if (id_, of_year) == (kpi, year)
        and area not in ("0000", "0020")
        and (base, area, year) in kolada
    )
    size = np.array([kolada[base, area, year] for area in areas])
    return np.array([kolada[kpi, area, year] for area in areas]) * size / 100, size


def kpi_of(cell: str) -> str:
    """The Kolada id in a cell."""
    return str(re.findall(r"[NU]\d{5}", cell)[0])


def plain(text: str) -> str:
    """Text with ordinary blanks and no percent sign."""
    return text.replace("\u00a0", " ").replace(" %", "").strip()


def marked(marker: str) -> list[list[str]]:
    """The rows of the table of computed examples whose title begins so."""
    return next(
        rows for title, rows in tables("metod.md", "räknat").items() if title.startswith(marker)
    )


def test_intervals_of_the_examples_are_wilson() -> None:
    for area, share, size, limits in marked("andel"):
        of = float(size)
        found = methods.proportion(float(plain(share)) * of / 100, of, 0.95, 100.0)
        assert (area, limits) == (area, interval(float(found.lower), float(found.upper)))


def test_example_values_are_the_published_ones(kolada: Values) -> None:
    ids = {"Falun": "2080", "Leksand": "2029", "Orsa": "2034", "Vansbro": "2021"}
    for area, share, size, _ in marked("andel"):
        assert plain(share) == number(kolada["U21505", ids[area], 2022])
        assert size == number(kolada["U23592", ids[area], 2022])


def test_county_values_and_their_levels(kolada: Values) -> None:
    answers = {"better": "Målet nått", "worse": "Målet inte nått", "similar": "Går inte att avgöra"}
    for named, value, limits, goal, answer in marked("nivå"):
        count, size = counts(kolada, kpi_of(named), 2022)
        found = methods.proportion(float(count.sum()), float(size.sum()), 0.95, 100.0)
        assert (named, plain(value)) == (named, plain(percent(float(found.value))))
        assert (named, limits) == (named, interval(float(found.lower), float(found.upper)))
        target = float(re.findall(r"\d+", goal)[0])
        assert (
            answer
            == answers[str(methods.compare_with_goal(found.lower, found.upper, target, "high"))]
        )


def test_changes(kolada: Values) -> None:
    answers = {
        "better": "Åt rätt håll",
        "worse": "Åt fel håll",
        "similar": "Ingen säker förändring",
    }
    for named, change, limits, nation, answer in marked("förändring"):
        kpi = kpi_of(named)
        now, now_size = (float(part.sum()) for part in counts(kolada, kpi, 2022))
        before, before_size = (float(part.sum()) for part in counts(kolada, kpi, 2020))
        found = methods.difference(now, now_size, before, before_size, 0.95, 100.0)
        lower, upper = float(found.lower), float(found.upper)
        assert (named, change) == (named, signed(float(found.value), 1))
        assert (named, limits) == (named, f"{number(lower, 1)} till {number(upper, 1)}")
        assert nation == signed(kolada[kpi, "0000", 2022] - kolada[kpi, "0000", 2020])
        assert answer == answers[str(methods.compare_with_value(lower, upper, 0.0, "high"))]


def test_spread_beside_chance(kolada: Values) -> None:
    for named, difference, chance, limits, answer in marked("spridning"):
        count, size = counts(kolada, kpi_of(named), 2022)
        shares = count / size * 100
        spread = float(shares.max() - shares.min())
        found = methods.expected_range(size, float(count.sum() / size.sum()), 0.95, 100.0)
        assert (named, difference) == (named, number(spread))
        assert (named, chance) == (named, number(float(found.mean), 1))
        assert (named, limits) == (named, interval(float(found.lower), float(found.upper), 1))
        beyond = "Skiljer mer än slumpen förklarar"
        assert answer == (beyond if spread > float(found.upper) else "Skillnaderna kan vara slump")


def test_weighted_and_unweighted_county_value(kolada: Values) -> None:
    count, size = counts(kolada, "U21505", 2022)
    weighted = number(float(count.sum() / size.sum()) * 100, 1)
    unweighted = number(float((count / size).mean()) * 100, 1)
    assert f"{weighted} % (ovägt {unweighted} %)" in text_of("metod.md")


def test_kommuner_without_certain_difference(kolada: Values) -> None:
    """How many are like the others, and what the others are for the two that differ."""
    count, size = counts(kolada, "U21505", 2022)
    others = (count.sum() - count) / (size.sum() - size) * 100
    own = methods.proportion(count, size, 0.95, 100.0)
    similar = int(
        np.sum(methods.compare_with_value(own.lower, own.upper, others, "high") == "similar")
    )
    assert f"För {similar} av {len(size)} kommuner" in text_of("metod.md")
    falun, leksand = (float(others[size == of][0]) for of in (852, 154))
    assert f"mot {number(falun)} % i övriga kommuner: högre" in text_of("metod.md")
    assert f"80 % (73–86) mot {number(leksand)} %: lägre" in text_of("metod.md")

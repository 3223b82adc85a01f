"""Good workbooks damaged in many ways: each ends in content or a finding at the true place."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from random import Random
from typing import Any

import pytest

from gnv_pipeline.excel.grid import address
from gnv_pipeline.excel.values import as_read
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.answer import LINES, answer_mail
from gnv_pipeline.workbooks.filling import fill_workbook
from gnv_pipeline.workbooks.layers import Layer
from gnv_pipeline.workbooks.layout import layout
from gnv_pipeline.workbooks.reading import read_workbook
from gnv_pipeline.workbooks.receipt_model import receipt_of
from gnv_pipeline.workbooks.registry import RULES
from gnv_pipeline.workbooks.rows import History, ReadResult
from tests.workbooks.conftest import KOMMUN, YEAR, Blank
from tests.workbooks.content import rows_without_place
from tests.workbooks.damage import KINDS, Damaged, Good
from tests.workbooks.test_round_trip import some_content

SUITE, FUZZ = 200, 2_000
LAYERS = {layer.label for layer in Layer}


@pytest.fixture(scope="session")
def good(
    plan: Plan, blank: Blank, history: History, tmp_path_factory: pytest.TempPathFactory
) -> Good:
    """A kommun's workbook with every question answered, and where each kind of question stands."""
    path = tmp_path_factory.mktemp("hela") / "hel.xlsx"
    content = some_content(plan)
    named = dataclasses.replace(content.keyfigures[1], numerator=30.0, denominator=150.0,
                                missing_reason=None)  # fmt: skip
    content = dataclasses.replace(content, keyfigures=(content.keyfigures[0], named))
    fill_workbook(blank(plan, KOMMUN, history), path, content)
    result = read_workbook(path, plan, history, guarded=False)
    assert [f for f in result.findings if f.severity is Severity.ERROR] == []
    declared = layout(plan, YEAR, 1, KOMMUN, history)
    cells: dict[str, list[tuple[str, str]]] = {"counts": [], "codes": [], "dates": [], "texts": []}
    kinds = {
        "count": "counts",
        "code": "codes",
        "date": "dates",
        "text": "texts",
        "long_text": "texts",
    }
    filled = {
        (row.sheet, cell)
        for rows in (result.content.keyfigures, result.content.answers, result.content.activities,
                     result.content.local_plan, result.content.hand_in)  # type: ignore[union-attr]
        for row in rows  # type: ignore[attr-defined]
        for cell in row.cells.values()
    }  # fmt: skip
    for sheet in declared.sheets:
        for row in sheet.rows:
            for name, asked in row.inputs.items():
                place = (sheet.title, sheet.cell(row, name))
                if asked.kind in kinds and place in filled:
                    cells[kinds[asked.kind]].append(place)
    headers = {
        f"{sheet.title}!{address(sheet.header_row, sheet.position[c.field])}": c.header
        for sheet in declared.sheets
        for c in sheet.columns
        if c.open
    }
    return Good(path.read_bytes(), **{k: tuple(v) for k, v in cells.items()}, headers=headers)


@pytest.fixture(scope="session")
def sound(plan: Plan, good: Good, history: History) -> ReadResult:
    return read_workbook(good.data, plan, history, file_name="f.xlsx", guarded=False)


def check(seed: int, plan: Plan, good: Good, sound: ReadResult, history: History) -> None:
    name = sorted(KINDS)[seed % len(KINDS)]
    damaged = KINDS[name](good, Random(f"{name} {seed}"))
    result = read_workbook(damaged.data, plan, history, file_name="f.xlsx", guarded=False)
    check_form(result)
    if damaged.place is not None and damaged.expect is not None:
        check_place(damaged, result, sound)


def check_form(result: ReadResult) -> None:
    """Whatever happened, there is an answer that somebody can use."""
    if result.content is None:
        assert result.stopped_at in LAYERS
        assert [f for f in result.findings if f.severity is Severity.ERROR]
    else:
        assert result.stopped_at is None
        places = {
            finding.sheet for finding in result.findings if finding.severity is Severity.ERROR
        }
        assert {sheet for _, _, sheet in result.content.held} <= places
    for finding in result.findings:
        assert finding.message
        assert finding.remedy
        assert finding.code in RULES or finding.code.startswith(("file-", "formula-calls-out"))
        assert "Traceback" not in finding.message
    assert len(answer_mail(result).splitlines()) <= LINES
    assert receipt_of(result, "f.xlsx").headline


def check_place(damaged: Damaged, result: ReadResult, sound: ReadResult) -> None:
    """Damage to one cell: a finding names that very cell, or nothing is lost."""
    assert damaged.place is not None
    assert result.content is not None
    assert sound.content is not None
    new = [finding for finding in result.findings if finding not in sound.findings]
    here = [finding for finding in new if names(finding, *damaged.place)]
    if damaged.expect == "named":
        assert here, (damaged.place, [f.place for f in new])
        return
    same = rows_without_place(result.content) == rows_without_place(sound.content)
    if damaged.expect == "same":
        assert same
        assert new == []
        return
    lost = set(map(repr, rows_without_place(sound.content))) - set(
        map(repr, rows_without_place(result.content))
    )
    assert here or len(lost) <= 1, (damaged.place, [f.place for f in new])


def names(finding: Finding, sheet: str, cell: str) -> bool:
    if finding.sheet != sheet:
        return False
    return finding.cell == cell or f" {cell} " in f" {finding.message} ".replace(".", " ").replace(
        ",", " "
    )


def test_there_are_enough_kinds() -> None:
    assert len(KINDS) >= 50


@pytest.mark.parametrize("seed", range(SUITE))
def test_a_damaged_workbook_ends_in_content_or_a_finding(
    seed: int, plan: Plan, good: Good, sound: ReadResult, history: History
) -> None:
    check(seed, plan, good, sound, history)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(SUITE, SUITE + FUZZ))
def test_many_damaged_workbooks_end_in_content_or_a_finding(
    seed: int, plan: Plan, good: Good, sound: ReadResult, history: History
) -> None:
    check(seed, plan, good, sound, history)


@pytest.mark.parametrize("name", ["flipped_byte", "entity_bomb", "count_as_text", "sheet_deleted"])
def test_the_guarded_way_gives_the_same(
    name: str, plan: Plan, good: Good, history: History
) -> None:
    damaged = KINDS[name](good, Random(name))
    results: list[Any] = [
        read_workbook(damaged.data, plan, history, file_name="f.xlsx", guarded=guarded)
        for guarded in (True, False)
    ]
    assert results[0] == results[1]


def test_a_damaged_directory_costs_nothing(
    plan: Plan, good: Good, sound: ReadResult, history: History, tmp_path: Path
) -> None:
    """Every part is there and whole: the same rows are read, and the marked copy can be made."""
    from gnv_pipeline.workbooks.receipt import write_receipt

    for seed in range(6):
        data = KINDS["directory_damaged"](good, Random(seed)).data
        result = read_workbook(data, plan, history, file_name="f.xlsx", guarded=False)
        assert result.content == sound.content
        assert [f.code for f in result.findings if f not in sound.findings] == ["file-mended"]
    assert write_receipt(data, tmp_path / "k.xlsx", result, file_name="f.xlsx", guarded=False)


@pytest.mark.parametrize(
    "name", ["style_elements_lost", "element_lost", "xml_cut_off", "column_deleted", "part_emptied"]
)
def test_a_damaged_workbook_gets_a_receipt(
    name: str, plan: Plan, good: Good, history: History, tmp_path: Path
) -> None:
    """Marked where openpyxl can open it, else with the receipt's own sheet; never nothing."""
    from gnv_pipeline.excel.grid import read_grid
    from gnv_pipeline.workbooks.receipt import write_receipt

    damaged = KINDS[name](good, Random(name))
    result = read_workbook(damaged.data, plan, history, file_name="f.xlsx", guarded=False)
    marked = write_receipt(damaged.data, tmp_path / "k.xlsx", result, file_name="f.xlsx")
    titles = [sheet.title for sheet in read_grid(tmp_path / "k.xlsx").sheets]
    assert titles[0] in {"Att rätta", "Kvittens"}
    assert (len(titles) > 1) is marked


def test_what_was_read_is_what_stood_there(good: Good, plan: Plan, tmp_path: Path) -> None:
    """The good workbook's typed cells are those of the grid: no value comes from elsewhere."""
    from gnv_pipeline.excel.grid import read_grid

    result = read_workbook(good.data, plan, guarded=False)
    grid = read_grid(good.data)
    assert result.content is not None
    for row in result.content.keyfigures:
        for name in ("numerator", "denominator"):
            cell = grid.sheet(row.sheet).at(row.cells[name])  # type: ignore[union-attr]
            assert cell is not None
            assert as_read(cell.value) == as_read(getattr(row, name))

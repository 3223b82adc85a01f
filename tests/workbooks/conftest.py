"""What the tests of the workbooks share: plans, a history, blank templates and damaged copies."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, unescape

import openpyxl
import pytest

from gnv_pipeline.findings import Finding
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.filling import fill_workbook
from gnv_pipeline.workbooks.reading import read_workbook
from gnv_pipeline.workbooks.receipt import write_receipt
from gnv_pipeline.workbooks.rows import (
    ActivityRow,
    AnswerRow,
    EarlierValue,
    History,
    ObstacleRow,
    ReadResult,
)
from gnv_pipeline.workbooks.template import write_template
from tests.workbooks.receipts import FAULTS, KNOWN

AS_OF = dt.date(2026, 11, 22)
YEAR = 2026
KOMMUN = "2034"
Edits = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="session")
def plan(project_root: Path) -> Plan:
    """The plan that lies in the project."""
    return load_plan(project_root / "data" / "raw" / "plan" / "2026")


@pytest.fixture(scope="session")
def other_plan(project_root: Path) -> Plan:
    """A made-up region's plan."""
    return load_plan(project_root / "tests" / "fixtures" / "fjallmark")


@pytest.fixture(scope="session")
def history() -> History:
    """What was known of one kommun before."""
    activities = (
        ("2034-2025-1", {"name": "Hembesök", "delmal": "nara_mellan_oss", "status": "ongoing",
                         "starts_on": "2025-09-01", "funding": "regular"}),
        ("2034-2025-2", {"name": "Färdig", "delmal": "nara_mellan_oss", "status": "in_daily_use"}),
        ("2034-2025-3", {"name": "Pausad", "delmal": "nara_till_halsa", "status": "paused"}),
    )  # fmt: skip
    return History(
        values=(
            EarlierValue("nm1", KOMMUN, 2020, "T", 93.0),
            EarlierValue("nm1", KOMMUN, 2022, "T", 92.0),
            EarlierValue("nm2", KOMMUN, 2022, "T", None, missing_reason="secrecy"),
            EarlierValue("no3", KOMMUN, 2025, "K", None, 40.0, 180.0),
        ),
        answers=(AnswerRow("Självskattning", {}, KOMMUN, "", "nm_1", 1, "s3", None),),
        activities=tuple(
            ActivityRow("Aktiviteter", {}, KOMMUN, key, values) for key, values in activities
        ),
        obstacles=(
            ObstacleRow(
                "Stöd och hinder", {}, KOMMUN, "2034-2025-1",
                {"text": "Vi ser inte varandras journaler.", "theme": "it", "outcome": "Inget än"},
            ),
        ),
        previous_year=2025,
    )  # fmt: skip


Blank = Callable[..., Path]


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Blank:
    """Blank templates, each written once."""
    folder = tmp_path_factory.mktemp("mallar")
    made: dict[tuple[int, str, bool], Path] = {}

    def make(plan: Plan, organisation: str, history: History | None = None) -> Path:
        key = (id(plan), organisation, history is not None)
        if key not in made:
            made[key] = folder / f"{len(made)} {organisation}.xlsx"
            number = plan.rounds[0].round
            year = YEAR if any(r.year == YEAR for r in plan.rounds) else plan.rounds[0].year
            write_template(made[key], plan, year, number, organisation, history or History(), AS_OF)
        return made[key]

    return make


@pytest.fixture(scope="session")
def kommun_template(plan: Plan, blank: Blank) -> Path:
    """One kommun's blank template, without history."""
    return blank(plan, KOMMUN)


@pytest.fixture
def read(plan: Plan, kommun_template: Path) -> Callable[..., ReadResult]:
    """Reads one kommun's template with some cells written."""

    def reading(edits: Edits, change: Any = None, **more: Any) -> ReadResult:
        data = edited(kommun_template, edits, change)
        return read_workbook(data, plan, file_name="Orsa.xlsx", **{"guarded": False, **more})

    return reading


@pytest.fixture(scope="session")
def filled(plan: Plan, kommun_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with everything filled in and nothing wrong."""
    path = tmp_path_factory.mktemp("ifyllda") / "Orsa 2026.xlsx"
    from tests.workbooks.test_round_trip import some_content  # which imports this file

    fill_workbook(kommun_template, path, some_content(plan))
    return path


@pytest.fixture(scope="session")
def faulty(filled: Path) -> Path:
    """The same with faults of several kinds, one sender's own comment and own colour."""

    def own(book: Any) -> None:
        from openpyxl.comments import Comment
        from openpyxl.styles import PatternFill

        book["Nyckeltal"]["D7"].comment = Comment("Räknat av MAS", "Orsa")
        book["Nyckeltal"]["E8"].fill = PatternFill("solid", fgColor="00FF00")

    path = filled.parent / "Orsa 2026 fel.xlsx"
    path.write_bytes(edited(filled, FAULTS, own))
    return path


@pytest.fixture(scope="session")
def receipt(plan: Plan, faulty: Path) -> Path:
    """The marked copy of the faulty workbook."""
    out = faulty.parent / "kvittens" / "Orsa 2026 kvittens.xlsx"
    assert write_receipt(faulty, out, read_workbook(faulty, plan, KNOWN, guarded=False))
    return out


def only(result: ReadResult, code: str) -> Finding:
    """The one finding of a code."""
    (finding,) = [finding for finding in result.findings if finding.code == code]
    return finding


def edited(path: Path, edits: Edits, change: Callable[[Any], None] | None = None) -> bytes:
    """A copy of a workbook with some cells written, as bytes."""
    return edited_bytes(path.read_bytes(), edits, change)


def edited_bytes(data: bytes, edits: Edits, change: Callable[[Any], None] | None = None) -> bytes:
    """The same of a workbook's bytes."""
    if change is None and (quick := _patched(data, edits)) is not None:
        return quick
    book = openpyxl.load_workbook(BytesIO(data), rich_text=True)
    for title, cells in edits.items():
        for address, value in cells.items():
            if isinstance(value, tuple):
                value, book[title][address].number_format = value
            book[title][address] = value
    if change:
        change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _patched(data: bytes, edits: Edits) -> bytes | None:
    """The same by changing the cells' XML, fifty times as fast; ``None`` where that is not enough."""
    parts = sheet_parts(data)
    changed: dict[str, str] = {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for title, cells in edits.items():
            xml = archive.read(parts[title]).decode("utf-8")
            for address, value in cells.items():
                pattern = rf'<c r="{address}"( s="\d+")?( t="\w+")?(?:/>|>.*?</c>)'
                found = re.search(pattern, xml)
                written = _written(value)
                if found is None or written is None:
                    return None
                cell = f'<c r="{address}"{found[1] or ""}{written}'
                xml = xml[: found.start()] + cell + xml[found.end() :]
            changed[parts[title]] = xml
        return with_parts(data, {name: xml.encode("utf-8") for name, xml in changed.items()})


def _written(value: Any) -> str | None:
    """The rest of a cell's element; ``None`` for what needs a format of its own."""
    match value:
        case None:
            return "/>"
        case bool():
            return f' t="b"><v>{int(value)}</v></c>'
        case int() | float():
            return f"><v>{value!r}</v></c>"
        case str() if value.startswith("="):
            return f"><f>{escape(value[1:])}</f></c>"
        case str() if value.startswith("#") and value.endswith(("!", "?", "A")):
            return f' t="e"><v>{value}</v></c>'
        case str():
            return f' t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return None


def sheet_parts(data: bytes) -> dict[str, str]:
    """Names of the sheets' parts by title."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        book = archive.read("xl/workbook.xml").decode("utf-8")
        links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8")
    targets = {
        re.search(r'Id="(\w+)"', link)[1]: re.search(r'Target="([^"]+)"', link)[1]  # type: ignore[index]
        for link in re.findall(r"<Relationship [^>]*>", links)
    }
    return {
        unescape(title): "xl/" + targets[relation].removeprefix("/xl/")
        for title, relation in re.findall(r'<sheet [^>]*?name="([^"]+)"[^>]*?r:id="(\w+)"', book)
    }


def with_parts(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """A copy of a zip with some parts changed, added or (``None``) left out."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        names = old.namelist()
        for name in (*names, *(name for name in parts if name not in names)):
            content = parts[name] if name in parts else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()

"""Explanations that people write beside warnings in a receipt, read back when it is handed in.

Belongs here: the columns of the receipt's first sheet that a machine reads, finding that sheet in a
workbook, and what an explanation does: the warning is told as explained, and the text follows the value.
Does not belong here: how that sheet looks (``receipt_sheet``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gnv_pipeline.excel.grid import Grid, Sheet, split_address
from gnv_pipeline.excel.values import as_read, fold
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.workbooks.personal import has_doubtful_number, has_personal_number
from gnv_pipeline.workbooks.rows import Explanation, KeyfigureRow, RowPlace

RECEIPT_TITLE = "Att rätta"
DONE_TITLE = "Kvittens"
MARK = "gnv-kvittens"
"""Stands in a hidden cell of the receipt's first sheet, whatever the sheet is called."""
MEMORY_SHEET = "Kvittensdata"
"""The very hidden sheet where a receipt remembers how marked cells looked before."""
EXPLANATION = "Förklaring"
HIDDEN_COLUMNS = ("kod", "blad-id", "rad-id", "fält")
_HEADER_ROWS = 30


@dataclass(frozen=True, slots=True)
class Given:
    """One explanation and where it stands."""

    explanation: Explanation
    sheet: str
    cell: str


def receipt_sheet(grid: Grid) -> Sheet | None:
    """The first sheet of a receipt, where the workbook is one that was sent back."""
    for sheet in grid.sheets:
        rows = list(sheet.by_row.items())[:_HEADER_ROWS]
        if any(cell.value == MARK for _, cells in rows for cell in cells.values()):
            return sheet
    return None


def given_explanations(
    grid: Grid, file: str | None
) -> tuple[tuple[Given, ...], tuple[Finding, ...]]:
    """Everything written beside warnings, and findings on what must not be written there."""
    sheet = receipt_sheet(grid)
    if sheet is None:
        return (), ()
    given: list[Given] = []
    findings: list[Finding] = []
    columns: dict[str, int] = {}
    wanted = {fold(name): name for name in (EXPLANATION, *HIDDEN_COLUMNS)}
    for cells in sheet.by_row.values():
        texts = {number: as_read(cell.value) for number, cell in cells.items()}
        heads = {wanted[key]: n for n, t in texts.items() if (key := _plain(t)) in wanted}
        if len(heads) == len(wanted):
            columns = heads
            continue
        if not columns:
            continue
        code, sheet_id, key, name = (texts.get(columns[c], "") for c in HIDDEN_COLUMNS)
        text = texts.get(columns[EXPLANATION], "")
        if not code or not text:
            continue
        where = cells[columns[EXPLANATION]].address
        if has_personal_number(text):
            findings.append(_personal(sheet.title, where, file))
            continue
        if has_doubtful_number(text):
            findings.append(_doubtful(sheet.title, where, file))
        given.append(Given(Explanation(code, sheet_id, key, name, text), sheet.title, where))
    return tuple(given), tuple(findings)


def _plain(text: str) -> str:
    return fold(text.replace("►", " ")).strip()


def _personal(sheet: str, cell: str, file: str | None) -> Finding:
    return Finding(
        code="personal-number",
        severity=Severity.ERROR,
        message=f"I {cell} står något som ser ut som ett personnummer. Förklaringen är inte sparad.",
        remedy=f"Ta bort numret i {cell}. Skriv aldrig om enskilda.",
        file=file,
        sheet=sheet,
        cell=cell,
        field="explanation",
    )


def _doubtful(sheet: str, cell: str, file: str | None) -> Finding:
    return Finding(
        code="personal-number-doubtful",
        severity=Severity.WARNING,
        message=f"I {cell} står ett nummer skrivet som ett personnummer, men kontrollsiffran stämmer inte.",
        remedy=f"Gäller det en person: ta bort det i {cell}. Skriv aldrig om enskilda.",
        file=file,
        sheet=sheet,
        cell=cell,
        field="explanation",
    )


def place_of(finding: Finding, rows: Iterable[RowPlace]) -> tuple[str, str]:
    """The sheet id and row key that a finding is about; empty where it is about no row."""
    if not finding.cell or not finding.sheet:
        return "", ""
    try:
        number = split_address(finding.cell)[0]
    except ValueError:
        return "", ""
    for row in rows:
        if (row.sheet, row.row) == (finding.sheet, number):
            return row.sheet_id, row.key
    return "", ""


def explained(
    findings: Sequence[Finding], given: Sequence[Given], rows: Sequence[RowPlace]
) -> tuple[list[Finding], tuple[Explanation, ...]]:
    """Warnings that were explained become good to know; returns also the explanations that still count.

    An explanation counts as long as the same rule asks about the same row.
    """
    by_place = {(e.code, e.sheet_id, e.key, e.field): e for e in (one.explanation for one in given)}
    if not by_place:
        return list(findings), ()
    told: list[Finding] = []
    used: list[Explanation] = []
    for finding in findings:
        sheet_id, key = place_of(finding, rows)
        known = by_place.get((finding.code, sheet_id, key, finding.field or ""))
        if known is None or finding.severity is Severity.ERROR:
            told.append(finding)
            continue
        used.append(known)
        told.append(
            replace(
                finding,
                severity=Severity.INFO,
                remedy="Inget behöver göras: er förklaring följer med.",
            )
        )
    return told, tuple(used)


def with_comments(
    rows: Sequence[KeyfigureRow], explanations: Sequence[Explanation]
) -> list[KeyfigureRow]:
    """Rows of Nyckeltal with the explanations of their values as comments, after what stood there."""
    texts: dict[str, list[str]] = {}
    for explanation in explanations:
        if explanation.sheet_id == "keyfigures":
            texts.setdefault(explanation.key, []).append(explanation.text)
    found = []
    for row in rows:
        parts = [row.comment] if row.comment else []
        key = f"{row.indicator_id}|{row.organisation_id}|{row.gender}"
        parts += [text for text in texts.get(key, ()) if not any(text in part for part in parts)]
        found.append(replace(row, comment="\n".join(dict.fromkeys(parts)) or None))
    return found

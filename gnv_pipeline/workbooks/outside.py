"""Data about persons outside the answers: in stray cells and in notes that hang on cells.

Belongs here: findings on what is not read but lies in the file all the same, and is kept with it. Does not
belong here: what such data looks like (``personal``) or the answers themselves (``cells``).

A finding never repeats what it found.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from gnv_pipeline.excel.grid import Grid, Note
from gnv_pipeline.excel.values import as_read
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.workbooks import words
from gnv_pipeline.workbooks.explanations import MEMORY_SHEET, receipt_sheet
from gnv_pipeline.workbooks.personal import has_contact, has_doubtful_number, has_personal_number

_NUMBER = "något som ser ut som ett personnummer"
_DOUBTFUL = "ett nummer skrivet som ett personnummer, men kontrollsiffran stämmer inte"
_CONTACT = "något som ser ut som en e-postadress eller ett telefonnummer"


def stray_numbers(
    grid: Grid, inside: Set[tuple[str, str]], file: str | None
) -> tuple[Finding, ...]:
    """Identity numbers in cells that are not read.

    Args:
        grid: The workbook.
        inside: Sheet title and address of the cells that are read.
        file: Its name.
    """
    receipt = receipt_sheet(grid)
    skipped = {words.LIST_SHEET, words.MAP_SHEET, MEMORY_SHEET, receipt.title if receipt else ""}
    found = []
    for sheet in grid.sheets:
        if sheet.title in skipped:
            continue
        for cell in sheet.cells.values():
            if (sheet.title, cell.address) in inside:
                continue
            if not isinstance(cell.value, str | int | float):
                continue
            text = as_read(cell.value)
            if has_personal_number(text):
                found.append(_stray(sheet.title, cell.address, file, sure=True))
            elif has_doubtful_number(text):
                found.append(_stray(sheet.title, cell.address, file, sure=False))
    return tuple(found)


def _stray(sheet: str, cell: str, file: str | None, *, sure: bool) -> Finding:
    if sure:
        told = f"I {cell} står {_NUMBER}. Vi läser inte cellen, men numret ska inte finnas i filen."
        remedy = f"Ta bort numret i {cell} och skicka filen igen."
    else:
        told = f"I {cell} står {_DOUBTFUL}. Vi läser inte cellen, men den följer med filen."
        remedy = f"Gäller det en person: ta bort det i {cell} och skicka filen igen."
    return Finding(
        code="personal-number" if sure else "personal-number-doubtful",
        severity=Severity.ERROR if sure else Severity.WARNING,
        message=told,
        remedy=remedy,
        file=file,
        sheet=sheet,
        cell=cell,
    )


def in_notes(grid: Grid, file: str | None) -> tuple[Finding, ...]:
    """Identity numbers, addresses and telephones in notes, once for each cell."""
    found: dict[tuple[str, str], Finding] = {}
    for note in grid.notes:
        for finding in _in_note(note, file):
            known = found.get((note.sheet, note.cell))
            if known is None or known.severity is not Severity.ERROR:
                found[note.sheet, note.cell] = finding
    return tuple(found.values())


def _in_note(note: Note, file: str | None) -> Iterator[Finding]:
    at = f"vid {note.cell}" if note.cell else f"på bladet {note.sheet}"
    delete = "högerklicka på cellen och välj Ta bort anteckning (eller kommentar)"
    if has_personal_number(note.text):
        said = (
            "personal-number", Severity.ERROR, _NUMBER,
            "Vi läser inte anteckningar, men numret ska inte finnas i filen.",
            f"Ta bort anteckningen {at}: {delete}. Skicka filen igen.",
        )  # fmt: skip
    elif has_doubtful_number(note.text):
        said = (
            "personal-number-doubtful", Severity.WARNING, _DOUBTFUL,
            "Vi läser inte anteckningar, men de följer med filen.",
            f"Gäller det en person: ta bort anteckningen {at} och skicka filen igen.",
        )  # fmt: skip
    elif has_contact(note.text):
        said = (
            "contact-details", Severity.WARNING, _CONTACT,
            "Vi läser inte anteckningar, men de följer med filen.",
            "Hör det till en person: ta gärna bort anteckningen. Hör det till en funktion kan den stå kvar.",
        )  # fmt: skip
    else:
        return
    code, severity, what, told, remedy = said
    yield Finding(
        code=code,
        severity=severity,
        message=f"I anteckningen (kommentaren) {at} står {what}. {told}",
        remedy=remedy,
        file=file,
        sheet=note.sheet,
        cell=note.cell or None,
        field="note",
    )

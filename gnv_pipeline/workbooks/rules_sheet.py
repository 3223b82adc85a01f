"""Rules about a sheet: what is left open, rows that are gone, signs that were read as reasons.

Belongs here: what is told once per sheet, and of a workbook with nothing in it. Does not belong here: rows
(``rules``) or rows that repeat each other (``rules_workbook``).
"""

from __future__ import annotations

from collections.abc import Sequence

from gnv_pipeline import formatting
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.workbooks.rows import EMPTY
from gnv_pipeline.workbooks.rules import ReadRow
from gnv_pipeline.workbooks.shapes import Choice, Row, SheetLayout

_SHOWN = 5  # cells named in one finding


def tell_signs(rows: Sequence[ReadRow], reasons: Sequence[Choice]) -> tuple[Finding, ...]:
    """Signs such as ``..`` or ``saknas`` that were read as the reason why a number is missing: told once.

    Args:
        rows: Rows of one sheet; those where a reason was also chosen in the list need no word.
        reasons: The list of reasons.
    """
    labels = {choice.code: choice.label for choice in reasons}
    places: dict[tuple[str, str], list[str]] = {}
    first: tuple[ReadRow, str] | None = None
    for read in rows:
        chosen = read.answers.get("missing_reason")
        if chosen is not None and chosen.filled:
            continue
        for name, answer in read.answers.items():
            if answer.missing is not None:
                first = first or (read, name)
                places.setdefault((answer.raw, answer.missing), []).append(read.cells[name])
    if first is None:
        return ()
    told = []
    for (sign, reason), cells in places.items():
        shown = ", ".join(cells[:_SHOWN])
        more = f" och {len(cells) - _SHOWN} celler till" if len(cells) > _SHOWN else ""
        told.append(f"'{sign}' i {shown}{more} som '{labels.get(reason, _OTHER_REASONS[reason])}'")
    read, name = first
    where = read.cells.get("missing_reason")
    return (
        read.finding(
            "sign-as-reason",
            name,
            f"Vi läste {formatting.enumeration(told)}.",
            "Stämmer det behöver ni inte göra något. "
            + (f"Annars väljer ni skälet i listan, till exempel i {where}." if where else ""),
            Severity.INFO,
        ),
    )


_OTHER_REASONS = {
    "dropout": "uppgift saknas",
    "secrecy": "för få personer",
    "not_applicable": "ej aktuellt",
    "unknown": "vet ej",
    "not_reported": "inte ifyllt",
}
"""Words for reasons that the plan's list does not have."""


def tell_blank(title: str, file: str | None) -> Finding:
    """A workbook where nobody has written anything this year; ``title`` is its first sheet with a form."""
    return Finding(
        code=EMPTY,
        severity=Severity.WARNING,
        message="Filen är en tom mall: inget är ifyllt på något av bladen. Det som har kommit in tidigare "
        "ligger kvar.",
        remedy="Kan det vara fel fil? Skicka då den ifyllda. Har ni inget att lämna i år: svara på det här "
        "mejlet, så antecknar vi det.",
        file=file,
        sheet=title,
    )


def left_open(
    sheet: SheetLayout, title: str, open_cells: Sequence[str], asked: int, file: str | None
) -> tuple[Finding, ...]:
    """What is said of asked cells that are empty: once per sheet, never as a demand."""
    if not open_cells:
        return ()
    if len(open_cells) == asked:
        return (
            Finding(
                code="sheet-empty",
                severity=Severity.INFO,
                message=f"Bladet {title} är inte ifyllt.",
                remedy="Fyll i det som går. Kan ni inte svara: välj ett skäl eller Vet ej i listan.",
                file=file,
                sheet=title,
            ),
        )
    named = formatting.enumeration(list(open_cells[:_SHOWN]))
    more = len(open_cells) - _SHOWN
    tail = f" och {formatting.count_word(more)} till" if more > 0 else ""
    if more > 0:
        named = ", ".join(open_cells[:_SHOWN])
    return (
        Finding(
            code="unanswered",
            severity=Severity.INFO,
            message=f"På bladet {title} är {len(open_cells)} av {asked} svar tomma: {named}{tail}.",
            remedy="Fyll i det som går. Kan ni inte svara: välj ett skäl eller Vet ej i listan.",
            file=file,
            sheet=title,
            cell=open_cells[0],
        ),
    )


def rows_missing(title: str, rows: Sequence[Row], file: str | None) -> tuple[Finding, ...]:
    """The template's rows that stand nowhere on the sheet: once per sheet."""
    if not rows:
        return ()
    names = ", ".join(_name(row) for row in rows[:_SHOWN])
    tail = f" och {len(rows) - _SHOWN} till" if len(rows) > _SHOWN else ""
    return (
        Finding(
            code="row-missing",
            severity=Severity.WARNING,
            message=f"På bladet {title} saknas {formatting.count_word(len(rows))} av mallens rader: "
            f"{names}{tail}.",
            remedy="Fyll i dem i en ny mall, eller låt det vara om ni inte har något att svara.",
            file=file,
            sheet=title,
            value=names,
        ),
    )


def _name(row: Row) -> str:
    return row.texts.get("name") or row.texts.get("statement") or row.texts.get("goal") or row.key

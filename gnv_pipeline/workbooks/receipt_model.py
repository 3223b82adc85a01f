"""What a receipt says, as plain data.

Belongs here: from a read result to the lines of the receipt: what must be put right, what to look at,
what came in. Does not belong here: how a receipt looks (``receipt_sheet``) or marking cells
(``receipt_marks``).

The receipt is written in a child process (``receipt``), so this data goes there as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from gnv_pipeline import formatting
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.workbooks.explanations import DONE_TITLE, RECEIPT_TITLE, place_of
from gnv_pipeline.workbooks.grouping import SHOWN, grouped
from gnv_pipeline.workbooks.layers import stop_sentence
from gnv_pipeline.workbooks.rows import EMPTY, ReadResult, SheetCount

_GROWING = frozenset({"activities", "obstacles"})
_COVERED = frozenset({"personal-number", "personal-number-doubtful", "contact-details"})


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list. ``row_id``, ``sheet_id`` and ``code`` name the row for reading back."""

    severity: str
    code: str
    sheet: str
    cell: str
    read: str | None
    """What was read; ``None`` where the cell itself is shown, empty for data about persons."""
    message: str
    remedy: str
    example: str
    field: str
    sheet_id: str
    row_id: str
    explanation: str
    explainable: bool
    listed: bool
    """Whether it stands in the list; others of its kind are only counted, and marked in their cells."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the list: its heading, items and what is said of those that are not listed."""

    severity: str
    heading: str
    items: tuple[Item, ...]
    more: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """How much came in on one sheet, and which file it counts from."""

    sheet: str
    amount: str
    origin: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """Everything a receipt says."""

    title: str
    about: str
    headline: str
    advice: tuple[str, ...]
    parts: tuple[Part, ...]
    sums: tuple[Sum, ...]

    def to_json(self) -> bytes:
        """As one line."""
        return json.dumps(asdict(self), ensure_ascii=True, sort_keys=True).encode("ascii")

    @staticmethod
    def from_json(line: bytes) -> Receipt:
        """The receipt written by :meth:`to_json`."""
        said = json.loads(line)
        parts = tuple(
            Part(
                part["severity"], part["heading"], tuple(Item(**item) for item in part["items"]),
                tuple(part["more"]),
            )
            for part in said["parts"]
        )  # fmt: skip
        sums = tuple(Sum(**one) for one in said["sums"])
        return Receipt(
            said["title"], said["about"], said["headline"], tuple(said["advice"]), parts, sums
        )


def receipt_of(
    result: ReadResult, file_name: str, origins: Mapping[str, str] | None = None, *,
    stored: bool = True,
) -> Receipt:  # fmt: skip
    """What the receipt of a file says.

    Args:
        result: What came out of reading it.
        file_name: The file's name, shown at the top.
        origins: By sheet id, which file the sheet counts from and when it came; else this file.
        stored: Whether the file was taken in; else it was only checked.
    """
    parts = tuple(part for severity in Severity if (part := _part(result, severity)).items)
    to_do = any(part.severity != Severity.INFO for part in parts)
    year = result.content.identity.year if result.content else None
    about = [result.organisation_name, f"Uppföljningsår {year}" if year else "", file_name]
    return Receipt(
        title=RECEIPT_TITLE if to_do else DONE_TITLE,
        about=" · ".join(text for text in about if text),
        headline=headline(result, stored=stored),
        advice=_advice(result, parts, stored=stored),
        parts=parts,
        sums=tuple(_sum(count, (origins or {}).get(count.sheet_id, file_name), origins)
                   for count in result.sheets) if result.content else (),
    )  # fmt: skip


def headline(result: ReadResult, *, stored: bool = True) -> str:
    """In one line, what happened to the file."""
    if result.content is None:
        return "Filen kunde inte tas emot. Inget är sparat."
    received = "Mottagen" if stored else "Går att ta emot"
    held = len(result.content.held)
    if held:
        return f"{received} – {_rows(held)} väntar på rättning."
    errors = sum(1 for finding in result.findings if finding.severity is Severity.ERROR)
    if not errors and any(finding.code == EMPTY for finding in result.findings):
        return f"{received}, men filen är tom. Inget är ifyllt."
    if errors:
        count = formatting.count_word(errors, neuter=False)
        return f"{received} – {count} {'sak' if errors == 1 else 'saker'} måste rättas."
    return f"{received}. Inget måste rättas."


def _rows(count: int) -> str:
    return "1 rad" if count == 1 else f"{count} rader"


def _advice(result: ReadResult, parts: tuple[Part, ...], *, stored: bool) -> tuple[str, ...]:
    severities = {part.severity for part in parts}
    lines = []
    if stop := stop_sentence(result.stopped_at):
        lines.append(stop)
    if result.content is None:
        lines.append("Gör som det står under Gör så här och skicka filen igen.")
        return tuple(lines)
    if Severity.ERROR in severities:
        lines.append(
            "Rätta direkt på bladen i den här filen: klicka på cellen i kolumnen Var. Spara och skicka "
            "filen igen. Allt annat är mottaget."
            if stored
            else "Rätta direkt på bladen i den här filen: klicka på cellen i kolumnen Var."
        )
    if Severity.WARNING in severities:
        lines.append(
            "Det som står under Kontrollera är mottaget som det är. Vill ni förklara: skriv i den gula "
            "kolumnen, så följer förklaringen med i rapporten när filen skickas igen."
        )
    if not lines:
        lines.append("Tack! Ni behöver inte göra något mer.")
    return tuple(lines)


_HEADINGS = {
    Severity.ERROR: "Måste rättas",
    Severity.WARNING: "Kontrollera – stämmer det här?",
    Severity.INFO: "Bra att veta",
}


def _part(result: ReadResult, severity: Severity) -> Part:
    found = [finding for finding in result.findings if finding.severity is severity]
    groups = grouped(found, None if severity is Severity.ERROR else SHOWN)
    listed = [item for group in groups for item in group.shown]
    items = [_item(result, finding, listed=True) for finding in listed]
    if severity is not Severity.INFO:
        rest = [finding for group in groups for finding in group.findings[len(group.shown) :]]
        items += [_item(result, finding, listed=False) for finding in rest]
    more = tuple(group.more for group in groups if group.more)
    return Part(severity.value, f"{_HEADINGS[severity]} ({len(found)})", tuple(items), more)


def _item(result: ReadResult, finding: Finding, *, listed: bool) -> Item:
    sheet_id, row_id = place_of(finding, result.rows)
    name = finding.field or ""
    given = next(
        (
            e.text
            for e in (result.content.explanations if result.content else ())
            if (e.code, e.sheet_id, e.key, e.field) == (finding.code, sheet_id, row_id, name)
        ),
        "",
    )
    return Item(
        severity=finding.severity.value,
        code=finding.code,
        sheet=finding.sheet or "",
        cell=finding.cell or "",
        read="" if finding.code in _COVERED else finding.value,
        message=finding.message,
        remedy=finding.remedy,
        example=finding.example or "",
        field=name,
        sheet_id=sheet_id,
        row_id=row_id,
        explanation=given,
        explainable=finding.severity is Severity.WARNING or bool(given),
        listed=listed,
    )


def _sum(count: SheetCount, origin: str, origins: Mapping[str, str] | None) -> Sum:
    if count.sheet_id in _GROWING:
        amount = _rows(count.rows) if count.rows else "inget ifyllt"
    elif count.asked:
        amount = f"{count.answered} av {count.asked} svar"
    else:
        amount = _rows(count.rows) if count.rows else "inget ifyllt"
    if count.held:
        amount += f", {_rows(count.held)} väntar på rättning"
    nothing = not (count.answered or count.rows or count.held)
    known = count.sheet_id in (origins or {})
    return Sum(count.title, amount, "–" if nothing and not known else origin)

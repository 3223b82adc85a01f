"""Taking a bulk workbook in: the room's door, with what ``keeping`` gives back.

Belongs here: the order of the steps. Does not belong here: reading, choosing, the words of the answer,
or how files are kept (``keeping``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gnv_pipeline.excel.refusals import WorkbookRefused
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources import kolada
from gnv_pipeline.sources.bulk.choice import BulkValue
from gnv_pipeline.sources.bulk.choosing import choose
from gnv_pipeline.sources.bulk.doubt_words import compared_with_known, doubted, held
from gnv_pipeline.sources.bulk.doubts import Known, doubt_values, hold_impossible
from gnv_pipeline.sources.bulk.files import Book, read_book
from gnv_pipeline.sources.bulk.keeping import BulkFile, Said, files, keep, observations
from gnv_pipeline.sources.bulk.leaving import left
from gnv_pipeline.sources.bulk.reading import read_sheets
from gnv_pipeline.sources.bulk.saying import (
    counted_values,
    nothing,
    seen,
    taken,
)
from gnv_pipeline.sources.ledger import sha256_of

__all__ = ["BulkFile", "BulkResult", "assess", "files", "import_file", "observations"]

_OWN_TEMPLATE = "gnv_"
_LARGEST = 50_000_000  # bytes; the readers have limits of their own, this one is before reading


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What became of a file.

    Attributes:
        findings: The whole answer: what the file is, what was taken, what was left and why.
        sha256: Of the file; empty where it could not be read from the disk.
        rows: Values taken; 0 where the file was refused.
        new: Whether it was stored now.
        stored: Where it is kept; None where it is not.
        values: What was taken.
        dry_run: Whether the answer is only what would be done.
    """

    findings: tuple[Finding, ...]
    sha256: str
    rows: int
    new: bool
    stored: Path | None = None
    values: tuple[BulkValue, ...] = ()
    dry_run: bool = False

    def lines(self) -> Iterator[str]:
        """What was done, in a line; the findings say the rest."""
        if self.rows == 0:
            yield "Inget togs in."
        elif self.dry_run:
            yield f"{counted_values(self.rows)} skulle tas in. Inget är sparat."
        elif self.new:
            yield f"{counted_values(self.rows)} togs in."
        else:
            yield f"{counted_values(self.rows)} finns redan. Inget nytt är sparat."


def import_file(
    path: Path,
    home: DataHome,
    received: datetime,
    plan: Plan,
    source_text: str,
    dry_run: bool = False,
    example: bool = False,
) -> BulkResult:
    """Read a bulk workbook, keep it when it holds values that the plan follows, and answer.

    Args:
        path: The file; read, never changed.
        home: Where to keep it.
        received: When it came, with time zone.
        plan: The plan that decides what is followed.
        source_text: Where the values come from, as reports name it.
        dry_run: Only say what would be taken; nothing is written.
        example: Whether it holds made-up values.

    Raises:
        StoreError: The store itself can't be trusted.
    """
    file = path.name
    if (refusal := _unreadable(path, source_text)) is not None:
        return BulkResult((refusal,), "", 0, new=False, dry_run=dry_run)
    data = path.read_bytes()
    sha256 = sha256_of(data)
    try:
        book = read_book(data, file)
    except WorkbookRefused as refused:
        return BulkResult((refused.finding(file),), sha256, 0, new=False, dry_run=dry_run)
    if any(name.startswith(_OWN_TEMPLATE) for name in book.properties):
        return BulkResult((_own_template(file),), sha256, 0, new=False, dry_run=dry_run)
    values, findings = assess(book, file, plan, _known(home, plan))
    if not values or dry_run:
        return BulkResult(findings, sha256, len(values), False, None, values, dry_run)
    said = Said(
        file_name=file,
        indicators=tuple(sorted({value.indicator_id for value in values})),
        source_text=source_text.strip(),
        rows=len(values),
    )
    kept, more = keep(home, data, said, received, example)
    if kept.path is None:
        return BulkResult((*findings, *more), sha256, 0, new=False)
    return BulkResult((*findings, *more), sha256, len(values), kept.new, kept.path, values)


def assess(
    book: Book, file: str, plan: Plan, known: Known
) -> tuple[tuple[BulkValue, ...], tuple[Finding, ...]]:
    """The values of a file that are taken, and the answer. Pure: reads and writes no file.

    ``known`` are Kolada's values that the home has, by Kolada id, area, year and gender.
    """
    sheets = read_sheets(book, file, plan)
    choice = choose(sheets, plan)
    doubts, compared = doubt_values(choice.values, plan, known)
    doubtful = {doubt.indicator.id for doubt in doubts}
    values, impossible = hold_impossible(
        (value for value in choice.values if value.indicator_id not in doubtful), plan
    )
    findings = [
        *taken(values, plan, file),
        *seen(sheets, {value.sheet for value in values}, file),
        *compared_with_known(compared, file),
        *doubted(doubts, file),
        *held(impossible, file),
        *left(choice, file),
        *book.cautions,
    ]
    if not values:
        example = next((i.kolada_id for i in plan.indicators if i.kolada_id), None)
        more = any(finding.severity is not Severity.INFO for finding in findings)
        in_doubt = bool(doubts or impossible)
        findings.insert(0, nothing(book, sheets, choice, in_doubt, example, file, more=more))
    return values, tuple(findings)


def _known(home: DataHome, plan: Plan) -> Known:
    """Kolada's values that the home has already."""
    rows = kolada.observations(home, plan).dropna(subset=["value"])
    keys = zip(
        rows["kolada_id"], rows["organisation_id"], rows["data_year"], rows["gender"], strict=True
    )
    return {
        (str(kolada_id), str(area), int(year), str(gender)): float(value)
        for (kolada_id, area, year, gender), value in zip(keys, rows["value"], strict=True)
    }


# --- what is said of the whole file ----------------------------------------------------------------


def _unreadable(path: Path, source_text: str) -> Finding | None:
    if not source_text.strip():
        return Finding(
            "bulk-no-source",
            Severity.ERROR,
            "Det står inte varifrån värdena kommer.",
            "Skriv källan efter --source.",
            path.name,
            example="Socialstyrelsen, öppna jämförelser 2024",
        )
    if not path.is_file():
        return Finding(
            "bulk-no-file",
            Severity.ERROR,
            "Filen finns inte.",
            "Se efter att sökvägen stämmer.",
            path.name,
        )
    if path.stat().st_size > _LARGEST:
        return Finding(
            "bulk-too-large",
            Severity.ERROR,
            "Filen är större än 50 MB, så vi läser den inte.",
            "Ta bara med de nyckeltal, områden och år som behövs.",
            path.name,
        )
    return None


def _own_template(file: str) -> Finding:
    return Finding(
        "bulk-own-template",
        Severity.ERROR,
        "Filen är en av våra egna mallar, inte en fil med värden för många organisationer.",
        "Lämna in den med gnv submit.",
        file,
    )

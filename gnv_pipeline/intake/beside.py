"""What holds of an organisation's workbook besides what was sent: corrections, waivers, open questions.

Belongs here: which of them hold, counting them, one sentence each, and what an edition's manifest says of
them. The sentences are published, so they tell no figures. Does not belong here: the statuses themselves
(``status``), or making decisions (``correcting``, ``waiving``, ``reviewing``).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Literal

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.entries import ReviewEntry
from gnv_pipeline.intake.ledger import (
    CorrectionEntry,
    Told,
    WaiverEntry,
    read_ledger,
)
from gnv_pipeline.intake.superseding import CurrentContent, Submission
from gnv_pipeline.sources.ledger import sha256_of
from gnv_pipeline.workbooks.registry import RULES


def beside_the_file(current: CurrentContent, waived: int) -> Iterator[str]:
    """What holds of the workbook besides what was sent: published, so no figures."""
    if corrected := corrections_in_force(current):
        yield f"{_many(corrected, 'uppgift')} rättad{'' if corrected == 1 else 'e'} efter inlämningen"
    if waived:
        yield f"{_many(waived, 'kontroll', 'kontroller')} upphävd{'' if waived == 1 else 'a'} med skäl"
    if current.differing:
        answers = "1 svar" if current.differing == 1 else f"{current.differing} svar"
        yield f"{answers} skiljer mellan två filer, den senaste gäller"


def corrections_in_force(current: CurrentContent) -> int:
    """How many cells are read as an analyst has corrected them."""
    count = 0
    for submission in current.submissions:
        titles = {
            one.title for one in submission.sheets if current.sheets.get(one.sheet_id) is submission
        }
        count += sum(sheet in titles for sheet, _ in submission.corrected)
    return count


def _many(count: int, one: str, several: str = "uppgifter") -> str:
    return f"1 {one}" if count == 1 else f"{count} {several}"


# --- what a refresh is made from -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision as an input of an edition."""

    kind: Literal["correction", "waiver", "fact_check"]
    name: str
    """Id, year and what it is about; for corrections and waivers sheet and row, so that an edition can tell
    which values it touches."""
    sha256: str
    """Of all it says."""
    received_at: str


def decisions_beside(home: DataHome, years: Collection[int]) -> tuple[Decided, ...]:
    """The decisions that change what is published of some report years, oldest first within their kind."""
    told = read_ledger(home).in_force()
    rows: list[tuple[Literal["correction", "waiver"], CorrectionEntry | WaiverEntry]] = [
        *(("correction", one) for one in told.corrections if told.purged(one.sha256) is None),
        *(("waiver", one) for one in told.waivers),
    ]
    found = [
        Decided(
            kind,
            f"{one.decision_id} {one.year} {one.sheet_id} {one.row_key}",
            _hash_of(one),
            one.received_at,
        )
        for kind, one in rows
        if one.year in years
    ]
    newest = max(years, default=0)
    found += [
        Decided(
            "fact_check",
            f"{one.decision_id} {one.year} {one.organisation_id}",
            _hash_of(one),
            one.received_at,
        )
        for one in told.reviews
        if one.year == newest
    ]
    return tuple(found)


def _hash_of(entry: CorrectionEntry | WaiverEntry | ReviewEntry) -> str:
    text = json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True, default=str)
    return sha256_of(text.encode("utf-8"))


def corrections_that_count(
    told: Told, current: Iterable[Submission]
) -> tuple[CorrectionEntry, ...]:
    """The newest correction of each cell on a sheet that counts.

    Args:
        told: The ledger without what was withdrawn.
        current: ``Archive.current``: the submissions, each with the sheets it counts for.
    """
    counting = {
        (one.submission_id, sheet_id)
        for one in current
        for sheet_id in one.content.sheets_with_content
    }
    newest = {
        (one.submission_id, one.sheet, one.cell): one
        for one in told.corrections
        if (one.submission_id, one.sheet_id) in counting
    }
    return tuple(newest[key] for key in sorted(newest))


def waiver_rows(told: Told, year: int, number: int) -> list[dict[str, object]]:
    """The waivers of a round as rows of ``raw.waiver``, with what each rule looks at."""
    return [
        {**asdict(one), "about": RULES[one.code].about if one.code in RULES else one.code}
        for one in told.waivers
        if (one.year, one.round) == (year, number)
    ]

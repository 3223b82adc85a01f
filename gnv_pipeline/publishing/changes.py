"""What differs between an edition and the one before it of the same report year.

Belongs here: what an edition said of each value and level, in words, and the differences with a reason.
Does not belong here: showing them (reports). The words are kept beside the manifest, so that the difference
can be made again without the earlier publication.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.manifest import Manifest
from gnv_pipeline.publishing.rows import Value
from gnv_pipeline.publishing.sentences import figures, words

NOTHING = "inget värde"
HIDDEN = "visas inte"
COLUMNS = [
    "change_no", "previous_edition", "subject", "indicator_id", "organisation_id", "data_year", "gender",
    "old", "new", "reason",
]  # fmt: skip

CORRECTED = "Rättat"
_VALUES = "keyfigures"  # the sheet whose rows are values

Place = tuple[str, str, str, int, str]
"""(subject, indicator_id, organisation_id, data_year, gender)."""
ValueKey = tuple[str, str, int, str]
"""(indicator_id, organisation_id, data_year, gender)."""


@dataclass(frozen=True, slots=True)
class Change:
    """A row of ``mart.edition_change``."""

    change_no: int
    previous_edition: str
    subject: str
    indicator_id: str
    organisation_id: str
    data_year: int
    gender: str
    old: str
    new: str
    reason: str


def said(facts: Facts) -> dict[Place, str]:
    """What a publication says of each value and each level, in words; nothing where there is no value."""
    told: dict[Place, str] = {}
    for row in facts.values:
        if row.value is not None or row.masked:
            place = (
                "indicator_value",
                row.indicator_id,
                row.organisation_id,
                row.data_year,
                row.gender,
            )
            told[place] = _value(row, facts.plan)
    for status in facts.statuses:
        if status.data_year is not None and status.level_signal != "not_judged":
            place = (
                "goal_status",
                status.indicator_id,
                status.organisation_id,
                status.data_year,
                status.gender,
            )
            told[place] = words.label("level_signal", status.level_signal)
    return told


def _value(row: Value, plan: Plan) -> str:
    if row.value is None:
        return HIDDEN
    return figures.amount(plan.indicator_by_id[row.indicator_id], row.value)


def differences(
    old: dict[Place, str],
    new: dict[Place, str],
    previous: str,
    reason: str,
    corrected: frozenset[ValueKey] = frozenset(),
) -> Iterator[Change]:
    """The differences in a fixed order; ``reason`` holds for changed figures.

    ``corrected`` are the values that were corrected, or whose correction was taken back, in between.
    """
    number = 0
    for place in sorted(old.keys() | new.keys()):
        before, after = old.get(place, NOTHING), new.get(place, NOTHING)
        if before == after:
            continue
        number += 1
        why = CORRECTED if _touched(place, corrected) else reason
        yield Change(number, previous, *place, before, after, _reason(place, before, after, why))


def _touched(place: Place, corrected: frozenset[ValueKey]) -> bool:
    """Whether a place says something of a corrected value, or of women and men of whom one is corrected."""
    _, indicator, area, year, gender = place
    genders = ("T", "K", "M") if gender == "T" else (gender,)
    return any((indicator, area, year, one) in corrected for one in genders)


def _reason(place: Place, before: str, after: str, reason: str) -> str:
    if after == HIDDEN:
        return "Små tal visas inte"
    if reason == CORRECTED:
        return CORRECTED
    if place[0] == "indicator_value" and before == NOTHING:
        return "Nytt värde har kommit in"
    if place[0] == "indicator_value" and after == NOTHING:
        return "Värdet finns inte längre i underlaget"
    return reason


def corrected_between(previous: Manifest, identity: dict[str, object]) -> frozenset[ValueKey]:
    """The values whose corrections differ between two editions."""
    before, now = (_decided(one, "correction") for one in (previous.identity, identity))
    places = set()
    for name, _ in before ^ now:
        _, year, sheet, key = name.split(" ", 3)
        if sheet == _VALUES and key.count("|") == 2:
            indicator, area, gender = key.split("|")
            places.add((indicator, area, int(year), gender))
    return frozenset(places)


def _only_corrections(before: Mapping[str, object], now: Mapping[str, object]) -> bool:
    """Whether two editions were made from the same files, and differ in corrections."""
    kinds = ("workbook", "kolada", "bulk", "text", "waiver")
    return _decided(before, "correction") != _decided(now, "correction") and all(
        _decided(before, kind) == _decided(now, kind) for kind in kinds
    )


def _decided(identity: Mapping[str, object], kind: str) -> set[tuple[str, str]]:
    """Name and hash of the inputs of one kind that an edition was made from."""
    inputs = identity["inputs"]
    if not isinstance(inputs, Iterable):
        raise TypeError("the inputs of an edition are a list")
    return {(str(one["name"]), str(one["sha256"])) for one in inputs if one["kind"] == kind}


def cause(previous: Manifest, identity: dict[str, object]) -> str:
    """Why figures differ from the previous edition, as far as the manifests tell."""
    same = {name for name, value in identity.items() if previous.identity.get(name) == value}
    if "plan_sha256" not in same:
        return "Handlingsplanen är ändrad"
    if {"inputs", "submissions_sha256", "as_of"} <= same and "code_version" not in same:
        return "Beräkningen är ändrad"
    if "code_version" in same and _only_corrections(previous.identity, identity):
        return "Rättade uppgifter"
    return "Nya eller rättade uppgifter"


# --- kept beside the manifest --------------------------------------------------------------------


def to_text(told: dict[Place, str]) -> str:
    """:func:`said` as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["subject", "indicator_id", "organisation_id", "data_year", "gender", "said"])
    writer.writerows([*place, text] for place, text in sorted(told.items()))
    return out.getvalue()


def from_file(path: Path) -> dict[Place, str]:
    """:func:`said` read back; empty where the file is missing."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return {
        (subject, indicator, area, int(year), gender): text
        for subject, indicator, area, year, gender, text in rows
    }

"""What an edition's own counts were, and which of them it showed: what later editions must reckon with.

Belongs here: the file with them. Does not belong here: choosing what to hide (``small_numbers``).

The file holds masked counts, so it never lies in the publication's folder: it is written to the internal
folder and kept beside the manifest in ``data/raw/editions`` (as the originals, not for readers).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable
from pathlib import Path

from gnv_pipeline.home import DataHome
from gnv_pipeline.publishing.small_numbers import Count, Key, Told

COLUMNS = (
    "indicator_id", "organisation_id", "data_year", "gender", "kind", "numerator", "denominator",
    "share", "sensitive", "shown", "exposed",
)  # fmt: skip


def file_name(edition: str) -> str:
    """Name of the file of an edition: ``2026-final-0123456789.told.csv``."""
    return f"{edition}.told.csv"


def beside(folder: Path) -> Path:
    """The file of a candidate: in the internal folder, next to that of the publications."""
    return folder.parent.parent / "internal" / file_name(folder.name)


def to_text(counts: Iterable[Count], masked: Collection[Key], exposed: Collection[Key] = ()) -> str:
    """The counts as CSV, in the order of their keys."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in sorted(counts, key=lambda one: one.key):
        writer.writerow(
            [
                *one.key,
                one.kind,
                _text(one.numerator),
                _text(one.denominator),
                int(one.bounded),
                int(one.sensitive),
                int(one.key not in masked),
                int(one.key in exposed),
            ]
        )
    return out.getvalue()


def from_file(path: Path) -> tuple[Told, ...]:
    """The counts read back; nothing where the file is missing (an edition made before it was kept)."""
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_told(row) for row in csv.DictReader(file))


def exposed(path: Path) -> tuple[Key, ...]:
    """The masked keys of a file that earlier editions have already given away."""
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_key(row) for row in csv.DictReader(file) if row["exposed"] == "1")


def of_editions(home: DataHome, names: Iterable[str]) -> tuple[tuple[Told, ...], ...]:
    """The counts of published editions, in the given order."""
    return tuple(from_file(home.editions / file_name(name)) for name in names)


def _told(row: dict[str, str]) -> Told:
    count = Count(
        key=_key(row),
        kind=row["kind"],
        numerator=_number(row["numerator"]),
        denominator=_number(row["denominator"]),
        bounded=row["share"] == "1",
        sensitive=row["sensitive"] == "1",
    )
    return Told(count, shown=row["shown"] == "1")


def _key(row: dict[str, str]) -> Key:
    return row["indicator_id"], row["organisation_id"], int(row["data_year"]), row["gender"]


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:.15g}"


def _number(text: str) -> float | None:
    return float(text) if text else None

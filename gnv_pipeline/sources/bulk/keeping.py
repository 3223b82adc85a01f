"""Bulk workbooks in a data home: originals, their ledger, and their values read back.

Belongs here: the folder ``data/raw/bulk``. Does not belong here: what a file is seen to be (``reading``)
or the answer about it (``saying``).

A ledger line has ``kind`` (``bulk``), ``sha256``, ``file_name`` (as received; it may say what a file is),
``stored`` (name in the folder), ``received_at`` (ISO 8601, Swedish time with offset), ``rows``,
``source_text``, ``indicators`` (ids that were taken: a doubt at the time stays a doubt) and ``example``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from pathlib import Path, PurePath

import pandas as pd

from gnv_pipeline.excel.refusals import WorkbookRefused
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.formatting import day
from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources.bulk.choice import BulkValue
from gnv_pipeline.sources.bulk.choosing import choose
from gnv_pipeline.sources.bulk.files import read_book
from gnv_pipeline.sources.bulk.reading import read_sheets
from gnv_pipeline.sources.errors import StoreError
from gnv_pipeline.sources.example import mixing
from gnv_pipeline.sources.ledger import (
    Entry,
    Ledger,
    keep_original,
    local_time,
    sha256_of,
    verified,
)

KEY = ["indicator_id", "organisation_id", "data_year", "gender"]
OBSERVATION_COLUMNS = (
    "kolada_id",
    "organisation_id",
    "data_year",
    "gender",
    "value",
    "missing_reason",
    "sha256",
    "source_file",
    "line",
    "fetched_on",
    "indicator_id",
    "numerator",
    "denominator",
    "source_text",
    "sheet",
    "cell",
)
_TYPES = {
    **dict.fromkeys(OBSERVATION_COLUMNS, "object"),
    "data_year": "int64",
    "line": "int64",
    "value": "float64",
    "numerator": "float64",
    "denominator": "float64",
}
_SUFFIXES = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".txt"}


@dataclass(frozen=True, slots=True)
class BulkFile:
    """A kept file, for ``as_of`` and the edition's manifest."""

    file_name: str
    sha256: str
    received_at: str
    example: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What a ledger line says of a file besides its bytes and time."""

    file_name: str
    indicators: tuple[str, ...]
    source_text: str
    rows: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a file is kept, and whether it came now; no path where it may not be kept."""

    path: Path | None
    new: bool


def observations(home: DataHome, plan: Plan) -> pd.DataFrame:
    """Every value of the kept bulk workbooks that the plan follows, the newest file winning per key.

    Returns:
        The columns of ``sources.kolada.observations`` (``kolada_id`` is None for an indicator without
        one; ``line`` is the row in the sheet), then indicator_id, numerator, denominator, source_text,
        sheet and cell; sorted by indicator_id, organisation_id, data_year and gender, which are its key.

    Raises:
        StoreError: A file is gone, changed, or can't be read any more.
    """
    frames = [_followed(home, entry, plan) for entry in _oldest_first(home)]
    frames = [frame for frame in frames if not frame.empty]
    if not frames:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in _TYPES.items()})
    joined = pd.concat(frames, ignore_index=True)
    newest = joined.drop_duplicates(KEY, keep="last").sort_values(KEY)
    return newest.loc[:, list(OBSERVATION_COLUMNS)].reset_index(drop=True)


def files(home: DataHome) -> tuple[BulkFile, ...]:
    """The kept files in order of arrival."""
    return tuple(
        BulkFile(
            str(entry["file_name"]),
            str(entry["sha256"]),
            str(entry["received_at"]),
            bool(entry.get("example", False)),
        )
        for entry in _oldest_first(home)
    )


def keep(
    home: DataHome, data: bytes, said: Said, received: datetime, example: bool
) -> tuple[Kept, tuple[Finding, ...]]:
    """Keep a file unchanged with what was said of it, unless just that is kept already.

    The same bytes with another name, source or choice of indicators get a line of their own, which
    counts from then on.
    """
    sha256 = sha256_of(data)
    line = {
        "file_name": said.file_name,
        "indicators": list(said.indicators),
        "source_text": said.source_text,
        "rows": said.rows,
    }
    with Ledger(home.bulk).writing() as ledger:
        if (refusal := _mixed(home, ledger.entries, said.file_name, example=example)) is not None:
            return Kept(None, new=False), (refusal,)
        earlier = [entry for entry in ledger.entries if entry["sha256"] == sha256]
        received_at = local_time(received)
        stored = f"{received_at[:10]}_{sha256[:12]}{_suffix(said.file_name)}"
        if earlier:
            stored = str(earlier[-1]["stored"])
        if earlier and all(earlier[-1].get(name) == text for name, text in line.items()):
            verified(home.bulk / stored, sha256)
            return Kept(home.bulk / stored, new=False), (_same_again(earlier[-1]),)
        kept = keep_original(home.bulk, stored, data)
        ledger.append(
            {
                **line,
                "kind": "bulk",
                "sha256": sha256,
                "stored": stored,
                "received_at": received_at,
                "example": example,
            }
        )
    return Kept(kept, new=True), ()


def _mixed(home: DataHome, entries: Sequence[Entry], file: str, *, example: bool) -> Finding | None:
    """Example and real inputs never lie in the same home, whichever room took them in."""
    if any(bool(entry.get("example", False)) is not example for entry in entries):
        return Finding(
            code="example-and-real-mixed",
            severity=Severity.ERROR,
            message="Mappen har exempeldata eller riktiga länsfiler, och filen är av det andra slaget. "
            "Inget är sparat.",
            remedy="Skapa en egen mapp med gnv init MAPP och ta in filen där.",
            file=file,
        )
    return mixing(home, file, example=example)


def _oldest_first(home: DataHome) -> list[Entry]:
    """What counts of every file: the last line on its bytes; oldest first."""
    entries = {str(entry["sha256"]): entry for entry in Ledger(home.bulk).entries()}.values()
    return sorted(entries, key=lambda entry: datetime.fromisoformat(str(entry["received_at"])))


def _followed(home: DataHome, entry: Entry, plan: Plan) -> pd.DataFrame:
    """The rows of one kept file, read again from the original by its name as received."""
    path = home.bulk / str(entry["stored"])
    file = str(entry["file_name"])
    try:
        book = read_book(verified(path, str(entry["sha256"])), file)
    except WorkbookRefused as refused:
        raise StoreError(
            "bulk-no-longer-read",
            f"Filen {path.name} togs emot men går inte längre att läsa: {refused.message}",
            "Hör av er till den som sköter systemet.",
            path.name,
        ) from refused
    taken_then = set(entry["indicators"])
    values = [
        value
        for value in choose(read_sheets(book, file, plan), plan).values
        if value.indicator_id in taken_then
    ]
    frame = pd.DataFrame(
        [astuple(value) for value in values], columns=[field.name for field in fields(BulkValue)]
    )
    frame = frame.rename(columns={"row": "line"}).assign(
        sha256=str(entry["sha256"]),
        source_file=file,
        fetched_on=str(entry["received_at"]),
        source_text=str(entry["source_text"]),
    )
    return frame.loc[:, list(OBSERVATION_COLUMNS)].astype(_TYPES)


def _suffix(file: str) -> str:
    suffix = PurePath(file).suffix.lower()
    return suffix if suffix in _SUFFIXES else ".bin"


def _same_again(entry: Entry) -> Finding:
    came = datetime.fromisoformat(str(entry["received_at"])).date()
    return Finding(
        code="bulk-same-file",
        severity=Severity.INFO,
        message=f"Filen togs emot {day(came)} och är oförändrad sedan dess. Inget nytt är sparat.",
        file=str(entry["file_name"]),
    )

"""Kolada's values in a data home: taking files in and keeping them unchanged.

Belongs here: the folder ``data/raw/kolada`` and its ledger; other rooms find all they need of Kolada in this
module. Does not belong here: reading back what is kept (``kolada_reading``), the form of the files
(``kolada_csv``, ``kolada_json``, ``kolada_groups``), or asking the API (``kolada_api``).

A ledger line has ``kind`` (``csv`` or ``api``; ``groups`` or ``api_groups`` for groups of kommuner),
``sha256``, ``file_name`` (as received), ``stored`` (name in the folder), ``received_at`` (ISO 8601, Swedish
time with offset), ``rows`` and ``example``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from gnv_pipeline.findings import Finding, Severity, has_errors
from gnv_pipeline.formatting import day
from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources import kolada_groups as groups
from gnv_pipeline.sources.example import EXAMPLE_COLUMN, mixing
from gnv_pipeline.sources.kolada_csv import read_table
from gnv_pipeline.sources.kolada_fit import fit_to_plan
from gnv_pipeline.sources.kolada_reading import (
    OBSERVATION_COLUMNS,
    kolada_areas,
    kolada_ids,
    observations,
    oldest_first,
    similar_groups,
)
from gnv_pipeline.sources.ledger import (
    Entry,
    Ledger,
    keep_original,
    local_time,
    sha256_of,
    verified,
)

__all__ = [
    "OBSERVATION_COLUMNS",
    "ImportResult",
    "ReceivedFile",
    "files",
    "import_file",
    "kolada_areas",
    "kolada_ids",
    "observations",
    "similar_groups",
    "store",
]

_LARGEST = 200_000_000  # bytes; every nyckeltal of every area and year is less than half of it


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of a file or a fetch. ``rows`` is how many it holds; 0 when it was refused."""

    findings: tuple[Finding, ...]
    sha256: str
    rows: int
    new: bool
    stored: Path | None = None
    """Where it is kept; None when it was refused."""


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """One file among the inputs: for ``as_of`` and the manifest of an edition."""

    kind: Literal["workbook", "kolada"]
    file_name: str
    sha256: str
    received_at: str
    """ISO 8601, Swedish time with offset."""
    example: bool


def files(home: DataHome) -> tuple[ReceivedFile, ...]:
    """The files and answers from Kolada that are kept, in the order they came."""
    return tuple(
        ReceivedFile(
            "kolada",
            str(entry["file_name"]),
            str(entry["sha256"]),
            str(entry["received_at"]),
            bool(entry["example"]),
        )
        for entry in oldest_first(home)
    )


def import_file(
    path: Path,
    home: DataHome,
    received: datetime,
    example: bool = False,
    plan: Plan | None = None,
) -> ImportResult:
    """Take in a tidy CSV with the columns kpi, municipality_id, municipality_name, year, gender, value.

    Args:
        path: The file; read, never changed.
        home: Where to keep it.
        received: When it came, with time zone.
        example: Whether it holds made-up values.
        plan: When given, rows outside the plan are counted and names and shares are compared with it.

    Returns:
        Findings always. A file with an error is refused whole and nothing is stored; one that is
        there already changes nothing (``new`` is False).
    """
    if (refusal := _unreadable(path)) is not None:
        return ImportResult((refusal,), "", 0, new=False)
    data = path.read_bytes()
    # Made-up values say so in their header, so that they can't be taken for real ones by mistake.
    example = example or EXAMPLE_COLUMN.encode() in data.partition(b"\n")[0].lower()
    if groups.is_table(data):
        return _import_groups(home, data, path.name, received, example)
    table = read_table(data, path.name)
    findings = table.findings
    if plan is not None and not has_errors(findings):
        findings += fit_to_plan(table.rows, plan, path.name)
    if has_errors(findings):
        return ImportResult(findings, sha256_of(data), 0, new=False)
    return store(home, data, path.name, "csv", len(table.rows), received, example, findings)


def _import_groups(
    home: DataHome, data: bytes, file_name: str, received: datetime, example: bool
) -> ImportResult:
    """Take in a CSV of Kolada's groups of kommuner."""
    table = groups.read_table(data, file_name)
    if has_errors(table.findings):
        return ImportResult(table.findings, sha256_of(data), 0, new=False)
    return store(home, data, file_name, groups.FILE_KIND, len(table.rows), received, example)


def store(
    home: DataHome,
    data: bytes,
    file_name: str,
    kind: str,
    rows: int,
    received: datetime,
    example: bool,
    findings: tuple[Finding, ...] = (),
) -> ImportResult:
    """Keep what was received under its date and hash, unless these very bytes are kept already."""
    sha256 = sha256_of(data)
    with Ledger(home.kolada).writing() as ledger:
        for entry in ledger.entries:
            if entry["sha256"] == sha256:
                kept = home.kolada / str(entry["stored"])
                verified(kept, sha256)
                again = (*findings, _same_again(entry, file_name))
                return ImportResult(again, sha256, int(entry["rows"]), new=False, stored=kept)
        if (refusal := mixing(home, file_name, example=example)) is not None:
            return ImportResult((*findings, refusal), sha256, 0, new=False)
        received_at = local_time(received)
        suffix = "jsonl" if kind.startswith("api") else "csv"
        stored = f"{received_at[:10]}_{sha256[:12]}.{suffix}"
        kept = keep_original(home.kolada, stored, data)
        ledger.append(
            {
                "kind": kind,
                "sha256": sha256,
                "file_name": file_name,
                "stored": stored,
                "received_at": received_at,
                "rows": rows,
                "example": example,
            }
        )
    return ImportResult(findings, sha256, rows, new=True, stored=kept)


# --- what is said ------------------------------------------------------------------------------


def _unreadable(path: Path) -> Finding | None:
    """Why the path can't be read at all, before anything is read."""
    if not path.is_file():
        return Finding(
            "kolada-no-file",
            Severity.ERROR,
            "Filen finns inte.",
            "Se efter att sökvägen stämmer.",
            path.name,
        )
    if path.stat().st_size > _LARGEST:
        return Finding(
            "kolada-too-large",
            Severity.ERROR,
            "Filen är större än 200 MB, så vi läser den inte.",
            "Ta bara med de nyckeltal, områden och år som behövs.",
            path.name,
        )
    return None


def _same_again(entry: Entry, file_name: str) -> Finding:
    came = day(datetime.fromisoformat(str(entry["received_at"])).date())
    told = (
        f"Filen togs emot redan {came} och är oförändrad."
        if not str(entry["kind"]).startswith("api")
        else f"Kolada svarar detsamma som {came}."
    )
    return Finding(
        code="kolada-same-file",
        severity=Severity.INFO,
        message=f"{told} Inget nytt är sparat.",
        file=file_name,
    )

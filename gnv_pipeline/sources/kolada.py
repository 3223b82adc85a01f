"""Kolada's values in a data home: taking files in, keeping them unchanged, reading them back.

Belongs here: the folder ``data/raw/kolada`` and its ledger. Does not belong here: the form of the files
(``kolada_csv``, ``kolada_json``), asking the API (``kolada_api``), or what a value means.

A ledger line has ``kind`` (``csv`` or ``api``), ``sha256``, ``file_name`` (as received), ``stored``
(name in the folder), ``received_at`` (ISO 8601, Swedish time with offset), ``rows`` and ``example``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import pandas as pd

from gnv_pipeline.findings import Finding, Severity, has_errors
from gnv_pipeline.formatting import day
from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.models import AreaKind, Plan
from gnv_pipeline.sources import kolada_values as kv
from gnv_pipeline.sources.errors import StoreError
from gnv_pipeline.sources.example import EXAMPLE_COLUMN, mixing
from gnv_pipeline.sources.kolada_csv import read_table
from gnv_pipeline.sources.kolada_fit import fit_to_plan
from gnv_pipeline.sources.kolada_json import UnexpectedAnswer, read_pages
from gnv_pipeline.sources.ledger import (
    Entry,
    Ledger,
    keep_original,
    local_time,
    sha256_of,
    verified,
)

OBSERVATION_COLUMNS = (
    *kv.KEY,
    "value",
    "missing_reason",
    "sha256",
    "source_file",
    "line",
    "fetched_on",
)
_LARGEST = 200_000_000  # bytes; every nyckeltal of every area and year is less than half of it
_LEVEL = {
    AreaKind.KOMMUN: "kommun",
    AreaKind.REGION: "region",
    AreaKind.NATION: "nation",
    AreaKind.GROUP: "group",
}


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
        for entry in _oldest_first(home)
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
    table = read_table(data, path.name)
    findings = table.findings
    if plan is not None and not has_errors(findings):
        findings += fit_to_plan(table.rows, plan, path.name)
    if has_errors(findings):
        return ImportResult(findings, sha256_of(data), 0, new=False)
    return store(home, data, path.name, "csv", len(table.rows), received, example, findings)


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
        suffix = "csv" if kind == "csv" else "jsonl"
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


def observations(home: DataHome, plan: Plan) -> pd.DataFrame:
    """Every value the plan follows, from all files kept, the newest file winning per key.

    Only ids that the plan's indicators or their sources name, areas of the plan, and data years within
    ``from_year``–``to_year`` of the sources for that id and level; an id without a source declared for
    a level is not cut there.

    Returns:
        Columns kolada_id, organisation_id, data_year (int), gender, value (float or NaN),
        missing_reason (text or None), sha256, source_file (name as received), line (from 1; for answers
        of the API, files kept as ``.jsonl``, the number of the record) and fetched_on (ISO 8601 with
        offset); sorted by the first four, which are its key.

    Raises:
        StoreError: A file is gone or has other bytes than those received.
    """
    wanted = _windows(plan)
    areas = {area.id: _LEVEL[area.kind] for area in plan.areas if area.kind is not AreaKind.COUNTY}
    frames = [
        frame
        for entry in _oldest_first(home)
        for frame in _followed(home, entry, wanted, areas)
        if not frame.empty
    ]
    if not frames:
        return _empty()
    joined = pd.concat(frames, ignore_index=True)
    newest = joined.drop_duplicates(kv.KEY, keep="last").sort_values(kv.KEY)
    reason = newest["missing_reason"].astype("object")
    newest["missing_reason"] = reason.where(reason.notna(), None)
    return newest.loc[:, list(OBSERVATION_COLUMNS)].reset_index(drop=True)


def kolada_ids(plan: Plan) -> tuple[str, ...]:
    """The Kolada ids that the plan follows, sorted."""
    return tuple(sorted(_windows(plan)))


def kolada_areas(plan: Plan) -> tuple[str, ...]:
    """The plan's areas that Kolada knows (all but the county as a whole), sorted."""
    return tuple(sorted(area.id for area in plan.areas if area.kind is not AreaKind.COUNTY))


# --- reading back ------------------------------------------------------------------------------

_Window = tuple[int, int]


def _oldest_first(home: DataHome) -> list[Entry]:
    """Entries by the moment they came; those of the same moment in the order of the ledger."""
    entries = Ledger(home.kolada).entries()
    return sorted(entries, key=lambda entry: datetime.fromisoformat(str(entry["received_at"])))


def _followed(
    home: DataHome,
    entry: Entry,
    wanted: dict[str, dict[str, list[_Window]]],
    areas: dict[str, str],
) -> Iterator[pd.DataFrame]:
    """The rows of one kept file that the plan follows."""
    rows = _rows(home, entry)
    rows = rows[rows["kolada_id"].isin(list(wanted)) & rows["organisation_id"].isin(list(areas))]
    level = rows["organisation_id"].map(areas)
    keep = pd.Series(True, index=rows.index)
    for kolada_id, levels in wanted.items():
        for name, windows in levels.items():
            here = (rows["kolada_id"] == kolada_id) & (level == name)
            inside = pd.Series(False, index=rows.index)
            for first, last in windows:
                inside |= rows["data_year"].between(first, last)
            keep &= ~here | inside
    yield rows[keep].assign(
        sha256=str(entry["sha256"]),
        source_file=str(entry["file_name"]),
        fetched_on=str(entry["received_at"]),
    )


def _rows(home: DataHome, entry: Entry) -> pd.DataFrame:
    path = home.kolada / str(entry["stored"])
    data = verified(path, str(entry["sha256"]))
    if entry["kind"] == "api":
        try:
            return read_pages(data)
        except UnexpectedAnswer as error:
            raise _no_longer_read(path, str(error)) from error
    table = read_table(data, path.name)
    if has_errors(table.findings):
        raise _no_longer_read(path, table.findings[0].message)
    return kv.ordered(table.rows)


def _windows(plan: Plan) -> dict[str, dict[str, list[_Window]]]:
    """Per Kolada id and level, the spans of data years in which the plan takes it from Kolada."""
    wanted: dict[str, dict[str, list[_Window]]] = {}
    for indicator in plan.indicators:
        if indicator.kolada_id is not None:
            wanted.setdefault(indicator.kolada_id, {})
        for source in indicator.sources:
            kolada_id = source.kolada_id or indicator.kolada_id
            if source.kind == "kolada" and kolada_id is not None:
                span = source.from_year or kv.FIRST_YEAR, source.to_year or kv.LAST_YEAR
                wanted.setdefault(kolada_id, {}).setdefault(source.level, []).append(span)
    return wanted


def _empty() -> pd.DataFrame:
    kinds = dict.fromkeys(OBSERVATION_COLUMNS, "object")
    kinds |= {"data_year": "int64", "value": "float64", "line": "int64"}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})


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
        if entry["kind"] == "csv"
        else f"Kolada svarar detsamma som {came}."
    )
    return Finding(
        code="kolada-same-file",
        severity=Severity.INFO,
        message=f"{told} Inget nytt är sparat.",
        file=file_name,
    )


def _no_longer_read(path: Path, why: str) -> StoreError:
    return StoreError(
        "kolada-no-longer-read",
        f"Filen {path.name} togs emot men går inte längre att läsa: {why}",
        "Hör av er till den som sköter systemet.",
        path.name,
    )

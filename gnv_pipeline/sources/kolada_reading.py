"""What is kept of Kolada's answers, read back: the values a plan follows and its similar kommuner.

Belongs here: which rows of the files kept count, and that the newest wins. Does not belong here: taking files
in (``kolada``), their form (``kolada_csv``, ``kolada_json``, ``kolada_groups``), or what a value means.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pandas as pd

from gnv_pipeline.findings import has_errors
from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.models import AreaKind, Plan
from gnv_pipeline.sources import kolada_groups as groups
from gnv_pipeline.sources import kolada_values as kv
from gnv_pipeline.sources.errors import StoreError
from gnv_pipeline.sources.kolada_csv import read_table
from gnv_pipeline.sources.kolada_json import UnexpectedAnswer, read_pages
from gnv_pipeline.sources.ledger import Entry, Ledger, verified

OBSERVATION_COLUMNS = (
    *kv.KEY,
    "value",
    "missing_reason",
    "sha256",
    "source_file",
    "line",
    "fetched_on",
)
GROUP_COLUMNS = (*groups.COLUMNS, "sha256", "source_file", "line", "fetched_on")
_LEVEL = {
    AreaKind.KOMMUN: "kommun",
    AreaKind.REGION: "region",
    AreaKind.NATION: "nation",
    AreaKind.GROUP: "group",
}


def observations(home: DataHome, plan: Plan) -> pd.DataFrame:
    """Every value the plan follows, from all files kept, the newest file winning per key.

    Only ids that the plan's indicators or their sources name, areas of the plan and their similar kommuner
    (:func:`similar_groups`), and data years within ``from_year``–``to_year`` of the sources for that id and
    level; an id without a source declared for a level is not cut there.

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
    others = dict.fromkeys(set(similar_groups(home, plan)["member_id"]) - set(areas), "kommun")
    frames = [
        frame
        for entry in oldest_first(home)
        if entry["kind"] not in groups.KINDS
        for frame in _followed(home, entry, wanted, areas | others)
        if not frame.empty
    ]
    if not frames:
        return _empty()
    joined = pd.concat(frames, ignore_index=True)
    newest = joined.drop_duplicates(kv.KEY, keep="last").sort_values(kv.KEY)
    reason = newest["missing_reason"].astype("object")
    newest["missing_reason"] = reason.where(reason.notna(), None)
    return newest.loc[:, list(OBSERVATION_COLUMNS)].reset_index(drop=True)


def similar_groups(home: DataHome, plan: Plan) -> pd.DataFrame:
    """Who belongs to the groups of similar kommuner that the plan names, the newest file winning per group.

    Returns:
        Columns group_id, group_title, member_id, member_title, sha256, source_file (name as received), line
        and fetched_on; sorted by group_id and member_id, its key. Only the newest year's group of each kommun
        of the plan; no rows where the plan names no groups or no file holds any.
    """
    title = plan.header.similar.kolada_group if plan.header.similar else None
    found = [
        _group_rows(home, entry).assign(
            sha256=str(entry["sha256"]),
            source_file=str(entry["file_name"]),
            fetched_on=str(entry["received_at"]),
        )
        for entry in oldest_first(home)
        if entry["kind"] in groups.KINDS
    ]
    if title is None or not found:
        return pd.DataFrame({name: pd.Series(dtype="object") for name in GROUP_COLUMNS})
    rows = pd.concat(found, ignore_index=True)
    newest = rows.groupby("group_id")["fetched_on"].transform("max")
    names = [area.name for area in plan.areas if area.kind is AreaKind.KOMMUN]
    kept = groups.of_title(rows[rows["fetched_on"] == newest], title, names)
    kept = kept.drop_duplicates(["group_id", "member_id"], keep="last")
    return kept.loc[:, list(GROUP_COLUMNS)].reset_index(drop=True)


def kolada_ids(plan: Plan) -> tuple[str, ...]:
    """The Kolada ids that the plan follows, sorted."""
    return tuple(sorted(_windows(plan)))


def kolada_areas(plan: Plan) -> tuple[str, ...]:
    """The plan's areas that Kolada knows (all but the county as a whole), sorted."""
    return tuple(sorted(area.id for area in plan.areas if area.kind is not AreaKind.COUNTY))


# --- reading back ------------------------------------------------------------------------------

_Window = tuple[int, int]


def oldest_first(home: DataHome) -> list[Entry]:
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


def _group_rows(home: DataHome, entry: Entry) -> pd.DataFrame:
    path = home.kolada / str(entry["stored"])
    data = verified(path, str(entry["sha256"]))
    if entry["kind"] == groups.FILE_KIND:
        table = groups.read_table(data, path.name)
        if has_errors(table.findings):
            raise _no_longer_read(path, table.findings[0].message)
        return table.rows
    try:
        return groups.read_pages(data)
    except UnexpectedAnswer as error:
        raise _no_longer_read(path, str(error)) from error


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


def _no_longer_read(path: Path, why: str) -> StoreError:
    return StoreError(
        "kolada-no-longer-read",
        f"Filen {path.name} togs emot men går inte längre att läsa: {why}",
        "Hör av er till den som sköter systemet.",
        path.name,
    )

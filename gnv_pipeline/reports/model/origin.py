"""Where the numbers come from: files as received, and the place in them that each value was read at.

Belongs here: names of the places that numbers link to, and the table of files. Does not belong here:
reading the files (``gnv trace`` opens originals), or values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, is_dataclass

from gnv_pipeline.formatting import EN_DASH, number
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Cell, Column, Link, Section, Statement, Table
from gnv_pipeline.reports.model.parts import Row as TableRow

KEY = "varifran"
_HASH = 12  # letters of a file's hash that tell files apart in print

INTRO = (
    "Varje tal går att följa till den fil det kom i. I tabellerna med värden står raden eller "
    "cellen i kolumnen Hämtat ur. Filerna sparas oförändrade."
)
NO_FILES = "Inga filer är mottagna."


def place(sha256: str) -> str:
    """The deep link of a file: the same for the same contents, whatever the file is called."""
    return f"k-{sha256[:_HASH]}"


def cell(mart: Mart, indicator: str, area: str, year: int | None, gender: str = "T") -> Cell:
    """Where one value was read: a row or cells of a file, or how many values it was computed from."""
    rows = mart.lineage.get(f"{indicator}|{area}|{year}|{gender}", ())
    if not rows:
        return Cell(EN_DASH)
    files = {row["sha256"] for row in rows}
    if len(files) > 1 or len(rows) > 4:
        return Cell(f"{number(len(rows))} uppgifter", href=_common(files))
    told = [row["locator"] or " ".join(p for p in (row["sheet"], row["cell"]) if p) for row in rows]
    return Cell(", ".join(dict.fromkeys(told)), href=_common(files))


def _common(files: Iterable[str]) -> str:
    """The file where there is only one, otherwise the table of all files."""
    found = sorted(files)
    return f"#{place(found[0])}" if len(found) == 1 else f"#{KEY}"


def link(mart: Mart, indicator: str, rows: Iterable[Row | None]) -> Link | None:
    """Where the values of a figure come from; None where nothing leads home."""
    files: dict[str, str] = {}
    for row in rows:
        if row is None or row["value"] is None:
            continue
        key = f"{indicator}|{row['organisation_id']}|{row['data_year']}|{row['gender']}"
        files |= {one["sha256"]: one["source_file"] for one in mart.lineage.get(key, ())}
    if not files:
        return None
    told = next(iter(files.values())) if len(files) == 1 else f"{number(len(files))} filer"
    return Link(f"Hämtat ur: {told}", _common(files))


def linked(part: object) -> frozenset[str]:
    """The places of files that anything in a part of a report links to."""
    if isinstance(part, str):
        return frozenset({part[1:]}) if part.startswith("#k-") else frozenset()
    if isinstance(part, tuple):
        return frozenset().union(*map(linked, part))
    if is_dataclass(part):
        return frozenset().union(*(linked(getattr(part, one.name)) for one in fields(part)))
    return frozenset()


def section(
    mart: Mart, organisation: str | None = None, also: frozenset[str] = frozenset()
) -> Section:
    """Every file that a published number, answer or text came in.

    Where an organisation is named: its own files, and those at the places ``also`` (a local report shows
    values of the region and of other kommuner too).
    """
    files: dict[str, Row] = {}
    used: Counter[str] = Counter()
    for row in mart.rows("lineage"):
        own = organisation in {None, *row["subject_key"].split("|")[:2]}
        if not own and place(row["sha256"]) not in also:
            continue
        files.setdefault(row["sha256"], row)
        used[row["sha256"]] += 1
    title = "Varifrån talen kommer"
    if not files:
        return Section(KEY, title, (Statement(NO_FILES, "missing"),), page=True)
    ordered = sorted(
        files.values(), key=lambda row: (row["source_kind"], row["source_file"], row["sha256"])
    )
    rows = tuple(
        TableRow(
            (
                Cell(row["source_file"]),
                Cell(mart.label("source_kind", row["source_kind"])),
                Cell(str(row["received_at"])[:10]),
                Cell(number(used[row["sha256"]])),
                Cell(row["sha256"][:_HASH]),
            ),
            key=place(row["sha256"]),
        )
        for row in ordered
    )
    columns = (
        Column("Fil"),
        Column("Slag"),
        Column("Mottagen eller hämtad"),
        Column("Uppgifter i rapporten", "number"),
        Column("Kontrollsumma (början)"),
    )
    table = Table(f"{KEY}-filer", "Filer som rapporten bygger på", columns, rows, wide=True)
    return Section(KEY, title, (Statement(INTRO), table), page=True)

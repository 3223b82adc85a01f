"""Every free text of a publication on one list, for the analyst who reads them before the reports are sent.

Belongs here: which columns hold words that organisations wrote, and the list as a file for Swedish Excel.
Does not belong here: personal data in them (the workbook's rules look for that), or how reports show them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gnv_pipeline.home import DataHome
from gnv_pipeline.publishing.manifest import write_whole
from gnv_pipeline.warehouse.reader import Publication

HEADER = ("Organisation", "Var", "Text")
_COLUMNS = (
    ("note", "text", "Kommentar till nyckeltal"),
    ("obstacle", "text", "Hinder"),
    ("obstacle", "needed", "Vem behöver vara med"),
    ("obstacle", "support", "Önskat stöd"),
    ("obstacle", "outcome", "Vad hände med förra årets hinder"),
    ("self_assessment_answer", "basis", "Vad svaret bygger på"),
    ("local_plan", "commitment", "Eget åtagande"),
    ("local_plan", "noticed_by", "Hur den äldre märker det"),
    ("activity", "name", "Aktivitet"),
    ("activity", "partners", "Tillsammans med"),
    ("activity", "responsible", "Ansvarig funktion"),
    ("activity", "learned", "Vad har vi lärt oss"),
)
"""Table, column and what it is called in the workbook."""


@dataclass(frozen=True, slots=True)
class FreeText:
    """Words that an organisation wrote, and where."""

    organisation: str
    where: str
    text: str


def free_texts(publication: Publication) -> tuple[FreeText, ...]:
    """All free texts of the report year, by organisation in the publication's order."""
    areas = publication.table("organisation").sort_values("sort_order")
    order = {row.organisation_id: number for number, row in enumerate(areas.itertuples())}
    names = dict(zip(areas["organisation_id"], areas["name"], strict=True))
    found = sorted(set(_found(publication)), key=lambda one: (order[one[0]], one[1:]))
    return tuple(FreeText(str(names[area]), where, text) for area, where, text in found)


def write(home: DataHome, database: Path) -> tuple[Path, int]:
    """Write the list to ``data/warehouse/internal/<year>-fritexter.csv``; returns it and its length."""
    with Publication(database) as publication:
        texts = free_texts(publication)
        path = home.internal / f"{publication.edition.report_year}-fritexter.csv"
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows((one.organisation, one.where, _as_text(one.text)) for one in texts)
    write_whole(path, "\ufeff" + out.getvalue())
    return path, len(texts)


def _found(publication: Publication) -> Iterator[tuple[str, str, str]]:
    year = publication.edition.report_year
    for table, column, where in _COLUMNS:
        rows = publication.table(table)
        own = rows["origin"] == "organisation" if table == "note" else rows["year"] == year
        rows = rows[own]
        for area, text in zip(rows["organisation_id"], rows[column], strict=True):
            if isinstance(area, str) and isinstance(text, str) and text.strip():
                yield area, where, " ".join(text.split())


def _as_text(text: str) -> str:
    """Excel takes what begins like a formula for one; an apostrophe before it makes it text."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text

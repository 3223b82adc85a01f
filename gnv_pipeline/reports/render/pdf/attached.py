"""The numbers of a report as one CSV file, attached to its PDF.

Belongs here: every cell of the model's tables and overviews, one per line, as the report shows it. Does not
belong here: values that the report does not show; a hidden value stands here as its words too.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from gnv_pipeline.reports.model.parts import Report, Section, Standings, Table
from gnv_pipeline.reports.render import walk

NAME = "varden.csv"
_HEADINGS = (
    "avsnitt",
    "tabell",
    "rad",
    "kolumn",
    "visas",
    "saknas",
    "exempel",
    "enhet",
    "avser",
    "underlag",
    "källa",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a spreadsheet knows a formula
_Line = tuple[str, ...]


def numbers(report: Report) -> str:
    """The file's text: semicolons and a byte order mark, as Swedish Excel opens it; lines end with CRLF."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    for section in walk.sections(report):
        for line in _section(section):
            writer.writerow([_safe(text) for text in line])
    return "\ufeff" + out.getvalue()


def _safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    flat = " ".join(text.splitlines()) if "\n" in text or "\r" in text else text
    return f"'{flat}" if flat.startswith(_FORMULA) else flat


def _section(section: Section) -> Iterator[_Line]:
    """The lines of a section's own blocks."""
    for block in section.blocks:
        if isinstance(block, Table):
            yield from _table(section, block, ("", "", "", ""))
        elif isinstance(block, Standings):
            yield from _standings(section, block)
        for figure in walk.figures_of(block):
            origin = (figure.unit, figure.data_year, figure.base, figure.source)
            for table in figure.tables:
                yield from _table(section, table, origin)


def _table(section: Section, table: Table, origin: tuple[str, str, str, str]) -> Iterator[_Line]:
    for row in table.rows:
        heading = row.cells[0].text
        for column, cell in zip(table.columns[1:], row.cells[1:], strict=True):
            flags = ("ja" if cell.missing else "nej", "ja" if cell.example else "nej")
            yield (section.title, table.caption, heading, column.label, cell.text, *flags, *origin)


def _standings(section: Section, part: Standings) -> Iterator[_Line]:
    for row in part.rows:
        told = (
            (part.value_label, row.value, row.missing, False),
            ("Osäkerhetsintervall", row.interval, False, False),
            ("Mål", row.target, False, row.target_example),
            *((signal.name, signal.words, False, False) for signal in row.signals),
        )
        for column, text, missing, example in told:
            if text:
                flags = ("ja" if missing else "nej", "ja" if example else "nej")
                yield (
                    section.title,
                    part.caption,
                    row.name,
                    column,
                    text,
                    *flags,
                    "",
                    row.data_year,
                    "",
                    "",
                )

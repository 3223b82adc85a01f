"""What can be found when a reader searches in a report.

Belongs here: one entry per place that has an address of its own: sections, panels, figures, tables and rows.
Does not belong here: how it is searched (``assets/report.js``), or words that the page does not show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gnv_pipeline.reports.model.parts import (
    Block,
    Box,
    Bullets,
    Facts,
    Figure,
    HumanText,
    Multiples,
    Panel,
    Questions,
    Quote,
    Report,
    Section,
    Standings,
    Statement,
    Table,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One place: its title, the section it stands in, its address, and the words that lead there."""

    title: str
    where: str
    key: str
    words: str = ""


def register(report: Report) -> list[list[str]]:
    """``[title, where, key, words]`` of every place in reading order; short, since it stands in the page."""
    return [[one.title, one.where, one.key, one.words] for one in _entries(report)]


def _entries(report: Report) -> Iterator[Entry]:
    if report.front is not None:
        front = report.front
        for box in (front.lead, front.right, front.wrong, *front.boxes, front.reading):
            yield _box(box)
    for section in report.sections:
        yield from _section(section, "")
    for section in report.appendix:
        yield from _section(section, "Bilagor")


def _box(box: Box) -> Entry:
    said = [one.text for one in box.statements]
    human = [] if box.human is None else [box.human.markdown or box.human.words]
    return Entry(box.title, "Första sidan", f"box-{box.key}", _joined([*human, *said]))


def _section(section: Section, where: str) -> Iterator[Entry]:
    words = [text for block in section.blocks for text in _texts(block)]
    yield Entry(section.title, where, section.key, _joined([section.subtitle or "", *words]))
    for block in section.blocks:
        yield from _places(block, section.title)
    for inner in section.sections:
        yield from _section(inner, section.title)


def _texts(block: Block) -> list[str]:
    """The running words of a block."""
    if isinstance(block, Statement):
        return [block.text]
    if isinstance(block, Quote):
        return [block.text, block.description]
    if isinstance(block, HumanText):
        return [block.title, block.markdown or block.words]
    if isinstance(block, Facts):
        return [f"{term}: {words}" for term, words in block.rows]
    return list(block.items) if isinstance(block, Bullets) else []


def _places(block: Block, where: str) -> Iterator[Entry]:
    """What has an address of its own within a section."""
    if isinstance(block, Panel):
        said = [one.text for one in block.statements]
        goal = f"Mål: {block.target}" if block.target else ""
        yield Entry(block.title, where, block.key, _joined([goal, *said]))
        for figure in block.figures:
            yield from _figure(figure, block.title)
    elif isinstance(block, Multiples):
        for figure in block.figures:
            yield from _figure(figure, where)
    elif isinstance(block, Figure):
        yield from _figure(block, where)
    elif isinstance(block, Table):
        yield from _table(block, where)
    elif isinstance(block, Questions):
        for one in block.rows:
            yield Entry(one.question, where, block.key, one.answer)
    elif isinstance(block, Standings):
        for row in block.rows:
            signs = [f"{one.name}: {one.words}" for one in row.signals]
            yield Entry(row.name, block.caption, block.key, _joined([row.value, *signs]))


def _figure(figure: Figure, where: str) -> Iterator[Entry]:
    yield Entry(figure.title, where, figure.key, figure.alt)
    for table in figure.tables:
        yield from _table(table, where)


def _table(table: Table, where: str) -> Iterator[Entry]:
    """A table without addressed rows as one entry, else one per row."""
    plain = [_joined([c.text for c in row.cells]) for row in table.rows if row.key is None]
    if plain:
        yield Entry(table.caption, where, table.key, _joined(plain))
    for row in table.rows:
        if row.key is not None:
            words = [
                f"{column.label}: {cell.text}"
                for column, cell in zip(table.columns[1:], row.cells[1:], strict=True)
            ]
            yield Entry(row.cells[0].text, table.caption, row.key, ". ".join(words))


def _joined(texts: list[str]) -> str:
    return " ".join(text for text in texts if text)

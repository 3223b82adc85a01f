"""Walking through a report: its sections, figures and tables in reading order.

Belongs here: what every renderer must find wherever it stands, also within panels and small multiples. Does
not belong here: looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gnv_pipeline.reports.model.parts import (
    Block,
    Figure,
    Multiples,
    Panel,
    Report,
    Section,
    Table,
)


def sections(report: Report) -> Iterator[Section]:
    """Every section of body and appendix, outer before inner."""
    yield from _nested((*report.sections, *report.appendix))


def _nested(some: Iterable[Section]) -> Iterator[Section]:
    for section in some:
        yield section
        yield from _nested(section.sections)


def figures_of(block: Block) -> tuple[Figure, ...]:
    """The figures that a block is or holds."""
    if isinstance(block, Figure):
        return (block,)
    return block.figures if isinstance(block, Panel | Multiples) else ()


def figures(report: Report) -> Iterator[Figure]:
    """Every figure of the report."""
    for section in sections(report):
        for block in section.blocks:
            yield from figures_of(block)


def figure_tables(report: Report) -> Iterator[Table]:
    """The tables that stand under figures; one that two figures share comes once."""
    seen: set[str] = set()
    for figure in figures(report):
        for table in figure.tables:
            if table.key not in seen:
                seen.add(table.key)
                yield table

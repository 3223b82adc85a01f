"""Walking through a report of the model in tests: every block, key, link and text of it."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from typing import Any

from gnv_pipeline.reports.model.parts import Block, Figure, Multiples, Panel, Report, Section


def sections(found: tuple[Section, ...]) -> Iterator[Section]:
    """Every section, outer ones first."""
    for section in found:
        yield section
        yield from sections(section.sections)


def blocks(found: tuple[Section, ...]) -> Iterator[Block]:
    """Every block, those within panels and multiples too."""
    for section in sections(found):
        for block in section.blocks:
            yield block
            if isinstance(block, Panel):
                yield from (*block.statements, *block.figures)
            if isinstance(block, Multiples):
                yield from block.figures


def everything(report: Report) -> Iterator[Block]:
    """Every block of body and appendix."""
    return blocks((*report.sections, *report.appendix))


def figures(report: Report) -> dict[str, Figure]:
    """Figures by key."""
    return {block.key: block for block in everything(report) if isinstance(block, Figure)}


def values(part: Any, name: str) -> Iterator[str]:
    """Every text in a field of that name, anywhere inside ``part``."""
    if isinstance(part, tuple | list):
        for one in part:
            yield from values(one, name)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            found = getattr(part, field.name)
            if field.name == name and isinstance(found, str):
                yield found
            else:
                yield from values(found, name)


def places(report: Report) -> Counter[str]:
    """Keys that a link can lead to, with how often each stands there."""
    whole = (*report.sections, *report.appendix)
    return Counter(key for key in values(_linkable(whole), "key"))


def _linkable(whole: tuple[Section, ...]) -> list[Any]:
    """Sections and blocks without what has a key of another kind, such as a chart's rows."""
    kept: list[Any] = [_Keyed(section.key) for section in sections(whole)]
    for block in blocks(whole):
        if isinstance(key := getattr(block, "key", None), str):
            kept.append(_Keyed(key))
        tables = getattr(block, "tables", ()) or ((block,) if hasattr(block, "columns") else ())
        for table in tables:
            rows = getattr(table, "rows", ())
            if table is not block:
                kept.append(_Keyed(table.key))
            kept += [_Keyed(row.key) for row in rows if getattr(row, "key", None)]
    return kept


@dataclasses.dataclass(frozen=True)
class _Keyed:
    key: str

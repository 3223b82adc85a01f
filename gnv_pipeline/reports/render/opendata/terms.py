"""What is said of the data as a whole: title, version, licence, who to ask.

Belongs here: the words that all descriptions share. Does not belong here: their formats.

Nothing that the region has not decided is made up: identifiers are names without an address, and the licence
is said to be undecided.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from gnv_pipeline.formatting import swedish_order
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import frame
from gnv_pipeline.reports.model.mart import Mart

_LETTERS = str.maketrans("åäöéü", "aaoeu")


@dataclass(frozen=True, slots=True)
class Terms:
    """One publication's data in words. ``marks`` is what must be known first, most important first."""

    slug: str
    identifier: str
    title: str
    description: str
    version: str
    dated: date
    keywords: tuple[str, ...]
    marks: tuple[str, ...]
    licence_name: str
    licence: str
    prefix: str
    """Before every file's name: a file of made-up values says so wherever it ends up."""


def terms(mart: Mart, plan: Plan) -> Terms:
    """The terms of a publication."""
    header, example = plan.header, bool(mart.edition["example"])
    slug = f"{_slug(header.report_title)}-{_slug(header.focus_title)}"
    marks = frame.banners(mart, plan)
    told = f"{header.subject}. {header.closeness_sentence} {header.reading_advice}"
    delmal = sorted((str(row["name"]) for row in mart.rows("delmal")), key=swedish_order)
    return Terms(
        slug=slug,
        identifier=f"urn:ej-beslutad:{slug}",
        title=f"{header.report_title}, {header.focus_title.lower()}{' (exempeldata)' if example else ''}",
        description=" ".join((*marks, told)),
        version=f"{mart.year}-{mart.edition['edition']}",
        dated=mart.edition["as_of"],
        keywords=(header.focus_title.lower(), "uppföljning", "indikatorer", *delmal),
        marks=marks,
        licence_name="notspecified",
        licence=(
            f"Licensen är inte beslutad. {header.region_name} anger den innan filerna läggs ut. "
            "Värden från nationella källor följer källans villkor."
        ),
        prefix="exempel-" if example else "",
    )


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower().translate(_LETTERS)).strip("-")

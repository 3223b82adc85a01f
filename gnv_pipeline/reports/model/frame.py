"""What stands around every report: edition, banners, what people have written.

Belongs here: the parts that regional and local reports and the start page share. Does not belong here:
sections with values.
"""

from __future__ import annotations

from gnv_pipeline.formatting import day, enumeration
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import texts
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Edition, HumanText, Statement


def edition(mart: Mart, plan: Plan) -> Edition:
    """The edition in words."""
    row = mart.edition
    return Edition(
        year=mart.year,
        label=mart.label("edition", row["edition"]),
        preliminary=row["edition"] == "preliminary",
        as_of=_as_of(row),
        dated=row["as_of"],
        plan=f"Handlingsplan, revidering {row['plan_revision']}",
        sender=plan.header.sender,
        receivers=enumeration(list(plan.header.receivers)),
        code_version=row["code_version"],
        example=row["example"],
    )


def _as_of(row: Row) -> str:
    """Up to when the inputs are; where nothing has come in there is no such day to tell."""
    if not row["has_submissions"] and not row["has_national"]:
        return "Inget underlag har kommit in"
    return f"Underlag till och med {day(row['as_of'])}"


def banners(mart: Mart, plan: Plan) -> tuple[str, ...]:
    """What the reader must know before anything else, most important first."""
    row = mart.edition
    told = (
        (row["example"], texts.EXAMPLE_BANNER),
        (row["edition"] == "preliminary", texts.PRELIMINARY_BANNER),
        (not row["has_submissions"], texts.NO_SUBMISSIONS_BANNER),
        (not row["has_national"], texts.NO_NATIONAL_BANNER),
        (not row["plan_in_force"], texts.PLAN_NOT_IN_FORCE_BANNER),
        (not plan.header.decided, texts.PLAN_EXAMPLE_BANNER),
    )
    return tuple(text for applies, text in told if applies)


def human_text(mart: Mart, section: str, organisation: str, title: str, words: str) -> HumanText:
    """What people wrote for a section; where nobody has, ``words`` say so."""
    row = mart.human_text(section, organisation)
    if row is None or row["missing"]:
        return HumanText(row["title"] if row else title, None, "", words)
    signed = ", ".join(
        part
        for part in (
            row["author_function"],
            day(row["written_on"]) if row["written_on"] is not None else None,
        )
        if part
    )
    return HumanText(row["title"], row["markdown"], signed, words)


def plain(sentences: tuple[str, ...]) -> tuple[Statement, ...]:
    """Sentences of the publication as statements."""
    return tuple(Statement(text) for text in sentences)

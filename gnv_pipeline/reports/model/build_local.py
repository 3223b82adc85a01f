"""The local report of one kommun from one publication: four pages about the kommun, never a ranking.

Belongs here: which sections its body and its appendix have, and their order. Does not belong here: sentences
or judgements. The body is four printed pages; what has no room there is in the appendix.
"""

from __future__ import annotations

from gnv_pipeline.formatting import number
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import (
    activities,
    cover,
    frame,
    local_answers,
    local_beside,
    local_values,
    obstacles,
    origin,
    sources_section,
    standing,
    texts,
)
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.model.parts import Bullets, HumanText, Report, Section, Statement


def build(mart: Mart, plan: Plan, organisation: str) -> Report:
    """The local report of a kommun as a model."""
    full_name = mart.organisations[organisation]["full_name"]
    edition = frame.edition(mart, plan)
    title = f"{full_name} {mart.year}"
    subject = f"Lokal rapport · {plan.header.report_title}"
    sections = (
        _position(mart, plan, organisation),
        local_values.development(mart, organisation),
        local_beside.section(mart, organisation),
        _own_work(mart, organisation),
    )
    appendix = tuple(
        section
        for section in (
            local_values.in_words(mart, organisation),
            local_values.pooled(mart, organisation),
            local_values.support(mart, organisation),
            local_answers.self_assessment(mart, plan, organisation),
            local_answers.local_plan(mart, organisation),
            local_values.missing(mart, organisation),
            sources_section.short_definitions(mart, plan, standing.shown(mart)),
        )
        if section is not None
    )
    files = origin.section(mart, organisation, origin.linked((*sections, *appendix)))
    return Report(
        key=organisation,
        kind="local",
        organisation_id=organisation,
        title=title,
        subject=subject,
        focus=plan.header.focus_title,
        edition=edition,
        banners=frame.banners(mart, plan),
        front=None,
        sections=sections,
        contact=plan.header.contact,
        cover=cover.local(mart, plan, edition, title, subject, organisation),
        appendix=(*appendix, files),
    )


def _position(mart: Mart, plan: Plan, organisation: str) -> Section:
    """Page 1: it stands alone, also as a text document."""
    text = frame.human_text(
        mart, "kommun_kommentar", organisation, "Egen kommentar", texts.NOT_WRITTEN
    )
    human: tuple[HumanText, ...] = (text,) if text.markdown is not None else ()
    return Section(
        "mal",
        "Var ni står",
        (
            Statement(plan.header.focus_sentence, "lead"),
            *frame.plain(mart.sentences("submission.summary", (organisation,))),
            *human,
            Statement(texts.OWN_INTRO, "note"),
            standing.local(mart, organisation),
            Statement(plan.header.closeness_sentence, "note"),
        ),
    )


def _own_work(mart: Mart, organisation: str) -> Section:
    """Page 4: what they have answered and do, what hinders them, and what to talk about."""
    parts = (
        local_answers.in_short(mart, organisation),
        _activities(mart, organisation),
        _obstacles(mart, organisation),
        _questions(mart, organisation),
    )
    return Section(
        "eget-arbete",
        "Ert arbete",
        (),
        tuple(part for part in parts if part is not None),
        page=True,
    )


def _activities(mart: Mart, organisation: str) -> Section:
    rows = [
        row
        for row in mart.rows("activity")
        if row["organisation_id"] == organisation and row["year"] == mart.year
    ]
    told = frame.plain(mart.sentences("activity.summary", (organisation,), order=0))
    if not rows:
        empty = told or (Statement("Inga aktiviteter är rapporterade.", "missing"),)
        return Section("aktiviteter", "Era aktiviteter", empty)
    caption = f"Aktiviteter som ni rapporterat {mart.year} ({number(len(rows))})"
    table = activities.table(mart, "aktiviteter-tabell", caption, rows, own=True)
    return Section("aktiviteter", "Era aktiviteter", (*told, table))


def _obstacles(mart: Mart, organisation: str) -> Section:
    rows = obstacles.of_one(mart, organisation)
    if not rows:
        empty = Statement("Ni har inte rapporterat några hinder eller behov av stöd.", "missing")
        return Section("hinder", "Hinder och stöd ni ber om", (empty,))
    table = obstacles.table(mart, "hinder-tabell", "Hinder och önskat stöd", rows, own=True)
    return Section("hinder", "Hinder och stöd ni ber om", (table,))


def _questions(mart: Mart, organisation: str) -> Section | None:
    """Questions to talk about, only where the publication has any."""
    told = mart.sentences("question.local", (organisation,))
    return (
        Section("fragor", "Frågor för lokala systemledningen", (Bullets(told),)) if told else None
    )

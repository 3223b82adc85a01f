"""People's texts with their figures filled in from masked rows, and rows for what nobody has written.

Belongs here: replacing placeholders and deciding which sections are missing. Does not belong here: reading
the files (``plan.texts``), rounding, or making HTML of the text.

A figure that is masked or missing becomes words, never a number and never an empty gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.formatting import interval, number
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.plan.texts import HumanText, Placeholder, placeholders, sections
from gnv_pipeline.publishing.facts import Facts, read_facts
from gnv_pipeline.publishing.rows import frame_of
from gnv_pipeline.publishing.sentences import figures
from gnv_pipeline.warehouse.connection import Connection
from gnv_pipeline.warehouse.loading import load

NOT_SHOWN = "visas inte"
NO_VALUE = "saknas"
COLUMNS = [
    "section", "organisation_id", "title", "markdown", "author_function", "written_on", "missing",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class FilledText:
    """A row of ``mart.human_text``."""

    section: str
    organisation_id: str
    title: str
    markdown: str | None
    author_function: str | None
    written_on: date | None
    missing: bool


def write(con: Connection, plan: Plan, texts: Iterable[HumanText]) -> tuple[Finding, ...]:
    """Fill ``mart.human_text``; returns faults in placeholders (a text with one is left out).

    Args:
        con: Connection with masked mart tables.
        plan: The plan that says which sections there are.
        texts: As ``plan.texts.load_texts`` gives them.
    """
    facts = read_facts(con, plan)
    findings: list[Finding] = []
    written: dict[tuple[str, str], FilledText] = {}
    for text in texts:
        markdown, faults = fill(text, facts)
        findings.extend(faults)
        if faults:
            continue
        written[text.section, text.organisation_id] = FilledText(
            section=text.section,
            organisation_id=text.organisation_id,
            title=text.title,
            markdown=markdown,
            author_function=text.author_function,
            written_on=text.written_on,
            missing=False,
        )
    rows = {**{(row.section, row.organisation_id): row for row in expected(plan)}, **written}
    load(con, "mart.human_text", frame_of(rows.values(), COLUMNS))
    return tuple(findings)


def expected(plan: Plan) -> Iterator[FilledText]:
    """Every section of every report, as if nobody had written it."""
    for section in sections(plan):
        areas = [one.id for one in plan.reporters] if section.local else [plan.county.id]
        for area in areas:
            yield FilledText(section.id, area, section.title, None, None, None, missing=True)


def fill(text: HumanText, facts: Facts) -> tuple[str, tuple[Finding, ...]]:
    """The text with its placeholders replaced, and a finding for each that names nothing known."""
    markdown = text.markdown
    findings = []
    for placeholder in placeholders(text.markdown):
        figure = _figure(placeholder, facts)
        if figure is None:
            findings.append(_unknown(text, placeholder))
        else:
            markdown = markdown.replace(placeholder.text, figure)
    return markdown, tuple(findings)


def _figure(placeholder: Placeholder, facts: Facts) -> str | None:
    """The words or figure for a placeholder; None when it names no indicator, area or field."""
    indicator = facts.plan.indicator_by_id.get(placeholder.indicator)
    if indicator is None or placeholder.area not in facts.plan.area_by_id:
        return None
    year = placeholder.year if placeholder.year is not None else facts.judged_year(indicator.id)
    row = facts.value(indicator.id, placeholder.area, year)
    if placeholder.field == "year":
        return NO_VALUE if year is None else str(year)
    if row is not None and row.masked:
        return NOT_SHOWN
    if row is None or row.value is None:
        return NO_VALUE
    shown = {
        "value": lambda: figures.amount(indicator, row.value or 0.0),
        "interval": lambda: interval(row.lower95, row.upper95, indicator.decimals) or NO_VALUE,
        "numerator": lambda: _count(row.numerator),
        "denominator": lambda: _count(row.denominator),
    }.get(placeholder.field)
    return shown() if shown else None


def _count(count: float | None) -> str:
    return NO_VALUE if count is None else number(count)


def _unknown(text: HumanText, placeholder: Placeholder) -> Finding:
    return Finding(
        code="placeholder-unknown",
        severity=Severity.ERROR,
        message=f"Platshållaren {placeholder.text} pekar på något som inte finns.",
        remedy="Skriv måttets id, områdets id och fältet så som de står i planen.",
        file=text.file,
        line=placeholder.line,
        value=placeholder.text,
        example="{{nm1.<områdets id>.value}}",
    )

"""When values that are not here yet will come, in words.

Belongs here: publication dates from the catalogue and the next collection of workbooks, seen from
``as_of``. Does not belong here: the clock.
"""

from __future__ import annotations

from gnv_pipeline.formatting import day, month
from gnv_pipeline.plan.models import Indicator
from gnv_pipeline.publishing.facts import Facts


def published(indicator: Indicator, data_year: int) -> str | None:
    """Month of publication of a data year, ``oktober 2027``; None where the source has no known month."""
    if indicator.publication_month is None:
        return None
    return f"{month(indicator.publication_month)} {data_year + indicator.publication_lag}"


def next_data_year(facts: Facts, indicator: Indicator) -> int | None:
    """The first data year after the latest one at hand whose publication has not passed at ``as_of``.

    None for discontinued indicators, for those without a known month, and where nothing new is to come
    for the report year or the year after it (a report on an earlier year).
    """
    if indicator.publication_month is None:
        return None
    judged = facts.judged_by_id.get(indicator.id)
    latest = judged.latest_year if judged and judged.latest_year is not None else None
    start = facts.report_year if latest is None else latest + 1
    now = facts.edition.as_of.year * 12 + facts.edition.as_of.month
    # Nothing at hand at all: the year after would promise a value beside many that merely were not read in.
    last = facts.report_year if latest is None else facts.report_year + 1
    for year in range(start, last + 1):
        if indicator.valid_to is not None and year > indicator.valid_to:
            return None
        due = (year + indicator.publication_lag) * 12 + indicator.publication_month
        if year not in indicator.no_survey_years and due >= now:
            return year
    return None


def coming(facts: Facts, indicator: Indicator) -> str | None:
    """When the next value comes, as a sentence of its own; None when nobody knows."""
    if indicator.own and (collected := next_collection(facts)):
        return collected
    if not indicator.own and _overdue(facts, indicator):
        return "Nyare värden finns inte i de filer som har lästs in."
    year = next_data_year(facts, indicator)
    if year is None:
        return None
    return f"Värdet för {year} kommer i {published(indicator, year)}."


def _overdue(facts: Facts, indicator: Indicator) -> bool:
    """Whether a later year than the latest at hand, up to the report year, should have been published."""
    judged = facts.judged_by_id.get(indicator.id)
    if judged is None or judged.latest_year is None or indicator.publication_month is None:
        return False
    now = facts.edition.as_of.year * 12 + facts.edition.as_of.month
    last = min(facts.report_year, indicator.valid_to or facts.report_year)
    return any(
        (year + indicator.publication_lag) * 12 + indicator.publication_month < now
        for year in range(judged.latest_year + 1, last + 1)
        if year not in indicator.no_survey_years
    )


def next_collection(facts: Facts) -> str | None:
    """Which year's own figures are collected next and until when, as a sentence.

    Never a round before the report year: without any input ``as_of`` may lie years before it.
    """
    later = [
        one
        for one in facts.plan.rounds
        if one.deadline > facts.edition.as_of and one.year >= facts.report_year
    ]
    if not later:
        return None
    first = min(later, key=lambda one: one.deadline)
    return f"Uppgifter för {first.year} samlas in till {day(first.deadline)}."

"""Why a value is missing: one reason per row, by rule; nobody guesses.

Belongs here: the order in which the rules speak. Does not belong here: what a person filled in as reason
(it comes with the observation).
"""

from __future__ import annotations

import pandas as pd

from gnv_pipeline.indicators.catalogue import RunFacts, first_collected, source_kind
from gnv_pipeline.plan.models import AreaKind, Indicator

WEAK = "empty_at_source"
"""The source's row without a value says least; a known cause goes before it."""


def reason(indicator: Indicator, kind: str, year: int, received: str | None, run: RunFacts) -> str:
    """The reason for a value that an area lacks in a data year.

    Args:
        indicator: Of the plan.
        kind: Kind of the area; for a county value made from kommuner, the kind that it is made from.
        year: Data year.
        received: Reason that came with the row, None when no row came.
        run: Report year and ``as_of``.

    Returns:
        In this order: no survey that year; discontinued; what the row itself says (unless it is only
        empty); not yet published at ``as_of``; empty at the source; before the first collection
        (no_survey: nothing was measured); no source for this level (wrong_level); an own value that
        nobody filled in (not_reported); a national value that no file held (unknown).
    """
    if year in indicator.no_survey_years:
        return "no_survey"
    if indicator.valid_to is not None and year > indicator.valid_to:
        return "discontinued"
    if received is not None and received != WEAK:
        return received
    if not_yet_published(indicator, year, run):
        return "not_yet_published"
    if received is not None:
        return received
    if year < first_collected(indicator):
        return "no_survey"
    source = source_kind(indicator, kind, year)
    if source is None:
        return "wrong_level"
    return "unknown" if source == "kolada" else "not_reported"


def not_yet_published(indicator: Indicator, year: int, run: RunFacts) -> bool:
    """Whether the source's month of publication for the data year has not passed at ``as_of``.

    Indicators without a known month are never excused.
    """
    if indicator.publication_month is None:
        return False
    published = (year + indicator.publication_lag) * 12 + indicator.publication_month
    return run.as_of.year * 12 + run.as_of.month <= published


def common(reasons: pd.Series, otherwise: str) -> str:
    """The reason of a value made from others: theirs when they all have the same, else ``otherwise``."""
    found = set(reasons.dropna())
    return str(found.pop()) if len(found) == 1 else otherwise


COUNTED_AS = {AreaKind.COUNTY.value: AreaKind.KOMMUN.value}
"""A county value lacks what its kommuner lack."""

"""Sentences on the trend over the five latest comparable measurements, beside the nation's.

Belongs here: ``trend.series``. Does not belong here: change since the measurement before (``front``) or
pace since a goal's start (``goal_pace``). What could not be seen "går inte att avgöra"; it is never said to
stand still.
"""

from __future__ import annotations

from collections.abc import Iterator

from gnv_pipeline.formatting import count_word, signed
from gnv_pipeline.plan.models import Indicator
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.rows import Trend
from gnv_pipeline.publishing.sentences import figures
from gnv_pipeline.publishing.sentences.sentence import Sentence

POINTS = 5
"""Measurements that the test needs (methods.recent_trend)."""
SAID_ONCE = ("overlapping_means", "base_unknown")
"""Reasons that hold for the indicator as a whole; said of the county alone."""


def sentences(facts: Facts) -> Iterator[Sentence]:
    """One per indicator and area with a trend row, county first, then kommuner by name."""
    for indicator in facts.plan.indicators:
        if indicator.delmal is None or indicator.derived is not None:
            continue
        whole = facts.whole(indicator)
        for area in (whole, *facts.plan.kommuner):
            row = facts.trend_by_key.get((indicator.id, area.id))
            if row is None or (area is not whole and row.series_reason in SAID_ONCE):
                continue
            if text := series(indicator, row):
                yield Sentence("trend.series", area.id, text, indicator_id=indicator.id)


def series(indicator: Indicator, row: Trend) -> str:
    """What five measurements tell; empty where there is no value to speak of."""
    span = f"De senaste fem mätningarna, {row.first_year}–{row.data_year},"
    ways = {
        "better": "går åt rätt håll",
        "worse": "går åt fel håll",
        "higher": "går uppåt",
        "lower": "går nedåt",
    }
    if row.series_signal in ways and row.slope is not None:
        return f"{span} {ways[row.series_signal]}: {_slope(indicator, row.slope)}{_nation(indicator, row)}."
    if row.series_signal == "uncertain" and row.series_reason != "few":
        return f"Det går inte att avgöra åt vilket håll de senaste fem mätningarna, {_years(row)}, pekar."
    return _not_judged(row)


def _not_judged(row: Trend) -> str:
    return {
        "too_few_points": _too_few(row.points),
        "overlapping_means": "Värdena är medel över flera år som överlappar, så ingen trend prövas över dem.",
        "base_unknown": "Det är inte känt hur många värdena bygger på, så ingen trend kan prövas.",
        "few": "Någon av de senaste fem mätningarna bygger på färre än 30, så trenden kan inte bedömas.",
        "suppressed": "Trenden visas inte eftersom något av värdena bygger på få personer.",
    }.get(row.series_reason, "")


def _too_few(points: int) -> str:
    if points == 0:
        return ""
    many = "jämförbar mätning" if points == 1 else "jämförbara mätningar"
    have = f"det finns {count_word(points)} {many} och det behövs {count_word(POINTS)}"
    return f"Trenden kan inte bedömas än: {have}."


def _slope(indicator: Indicator, slope: float) -> str:
    """``i genomsnitt −1,2 procentenheter per år``."""
    places = _places(indicator, slope)
    size = figures.points(indicator, abs(slope), places)
    return f"i genomsnitt {signed(slope, places)[0]}{size} per år"


def _nation(indicator: Indicator, row: Trend) -> str:
    if row.nation_slope is None:
        return ""
    return f", mot {signed(row.nation_slope, _places(indicator, row.nation_slope))} i riket"


def _places(indicator: Indicator, slope: float) -> int:
    places = max(indicator.decimals, 1) if indicator.unit == "percent" else indicator.decimals
    while places < figures.MOST_DECIMALS and 0 < abs(slope) < 0.5 * 10.0**-places:
        places += 1
    return places


def _years(row: Trend) -> str:
    return f"{row.first_year}–{row.data_year}"

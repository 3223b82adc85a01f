"""What the nation did beside what the county did: nothing of the county is judged without it.

Belongs here: words on the nation's level and change. Does not belong here: the county's own (``measures``,
``front``, ``goal_pace``).
"""

from __future__ import annotations

from gnv_pipeline.plan.models import Indicator
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.rows import Value
from gnv_pipeline.publishing.sentences import figures, words

CLEARLY = 998
"""Strength of a difference that even the 99.8 % interval excludes."""


def level(facts: Facts, indicator: Indicator, row: Value) -> str:
    """How the county's or region's value lies beside the nation's; empty where there is none.

    ``Högre än i riket (84 %).`` where the interval carries it, else only what the nation's value is.
    """
    against = facts.comparison_by_key.get((indicator.id, row.organisation_id, row.gender, "nation"))
    if against is None or against.benchmark_value is None or against.data_year != row.data_year:
        return ""
    value = figures.amount(indicator, against.benchmark_value)
    word = words.comparison_word(against.signal, indicator.better)
    match against.signal:
        case "similar":
            return f"{word} mot riket ({value})."
        case "better" | "worse" | "higher" | "lower":
            clearly = f"Klart {word.lower()}" if against.strength == CLEARLY else word
            return f"{clearly} än i riket ({value}). {figures.good_way(indicator)}".strip()
        case _:
            return f"I riket är {figures.subject(indicator).lower()} {value}."


def change(
    facts: Facts, indicator: Indicator, first_year: int | None, last_year: int
) -> str | None:
    """What the nation did between two years; None where the plan has no nation, or it lacks a value."""
    nation = facts.plan.nation
    if nation is None:
        return None
    first = facts.value(indicator.id, nation.id, first_year)
    last = facts.value(indicator.id, nation.id, last_year)
    if first is None or last is None or first.value is None or last.value is None:
        return None
    places = figures.apart(indicator, first.value, last.value)
    start, end = (figures.briefly(indicator, one, places) for one in (first.value, last.value))
    if start == end:
        return f"I riket var det {start} båda åren."
    return f"I riket gick det från {start} till {end}."

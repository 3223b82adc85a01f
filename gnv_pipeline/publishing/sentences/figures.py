"""Numbers inside sentences: a value with its unit, its interval, a difference, a target.

Belongs here: how the unit of an indicator is written after a number. Rounding itself is in
``formatting``. Does not belong here: whole sentences.
"""

from __future__ import annotations

from gnv_pipeline.formatting import NBSP, interval, number, percent, round_half_up
from gnv_pipeline.plan.models import Goal, GoalIndicator, Indicator
from gnv_pipeline.publishing.rows import Status, Value

MOST_DECIMALS = 2
PER_100K = f"per{NBSP}100{NBSP}000 invånare"


def subject(indicator: Indicator) -> str:
    """What the sentence is about: ``Andelen``, ``Skillnaden`` or ``Värdet``."""
    if indicator.derived == "spread":
        return "Skillnaden"
    return "Andelen" if indicator.unit == "percent" else "Värdet"


def amount(indicator: Indicator, value: float, decimals: int | None = None) -> str:
    """A value with its unit: ``74 %``, ``5714 per 100 000 invånare``, ``2,6 dagar``."""
    places = indicator.decimals if decimals is None else decimals
    if indicator.derived == "spread":
        return points(indicator, value, places)
    if indicator.unit == "percent":
        return percent(value, places)
    return _with_unit(indicator, number(value, places))


def briefly(indicator: Indicator, value: float, decimals: int) -> str:
    """A value whose unit the same sentence tells: shares keep their sign, other units are left out."""
    if indicator.unit == "percent":
        return amount(indicator, value, decimals)
    return number(value, decimals)


def points(indicator: Indicator, value: float, decimals: int) -> str:
    """A difference with its unit: ``2,4 procentenheter``."""
    text = number(value, decimals)
    if indicator.unit == "percent":
        return f"{text}{NBSP}procentenhet{'' if text in ('1', '−1') else 'er'}"
    return _with_unit(indicator, text)


def _with_unit(indicator: Indicator, text: str) -> str:
    day = "dag" if text == "1" else "dagar"
    after = {
        "per_100k": PER_100K,
        "days": day,
        "days_per_capita": f"{day} per invånare",
        "count": "",
        "percent": "%",
    }[indicator.unit]
    return f"{text}{NBSP}{after}" if after else text


def measured(
    indicator: Indicator,
    value: float,
    lower: float | None,
    upper: float | None,
    basis: str = "counts",
    decimals: int | None = None,
) -> str:
    """A value with its interval: ``74 % (67–80)``, ``5714 per 100 000 invånare (ungefär 5520–5912)``."""
    places = indicator.decimals if decimals is None else decimals
    limits = interval(lower, upper, places)
    approximately = "ungefär " if basis == "derived_counts" else ""
    text = amount(indicator, value, places)
    return f"{text} ({approximately}{limits})" if limits else text


def measured_row(indicator: Indicator, row: Value) -> str:
    """:func:`measured` of a value row that has a value."""
    if row.value is None:
        raise ValueError("A row without a value has nothing to show")
    return measured(indicator, row.value, row.lower95, row.upper95, row.interval_basis)


def apart(indicator: Indicator, first: float, second: float) -> int:
    """Decimals at which two values read differently; the usual ones where none do."""
    for decimals in range(indicator.decimals, MOST_DECIMALS + 1):
        if number(first, decimals) != number(second, decimals):
            return decimals
    return indicator.decimals


def own_decimals(indicator: Indicator, value: float) -> int:
    """Decimals a decided number is written with, such as a target of 26,9; at most two."""
    for decimals in range(indicator.decimals, MOST_DECIMALS):
        if abs(float(round_half_up(value, decimals)) - value) < 10.0 ** -(MOST_DECIMALS + 4):
            return decimals
    return max(indicator.decimals, MOST_DECIMALS)


def goal_indicator(goal: Goal, indicator_id: str, gender: str) -> GoalIndicator | None:
    """How the plan measures a goal by an indicator, None where it does not."""
    return next(
        (one for one in goal.indicators if (one.indicator, one.gender) == (indicator_id, gender)),
        None,
    )


def target(goal: Goal, indicator: Indicator, row: Status) -> str:
    """The target in words, marked where the region has not decided it: ``målet 76 % (exempel)``.

    Raises:
        ValueError: The row has no target.
    """
    lower, upper = row.target_lower, row.target_upper
    match row.target_kind:
        case "at_least" if lower is not None:
            text = f"målet {_decided(indicator, lower)}"
        case "at_most" if upper is not None:
            text = f"målet högst {_decided(indicator, upper)}"
        case "between" if lower is not None and upper is not None:
            places = max(own_decimals(indicator, lower), own_decimals(indicator, upper))
            text = f"målet mellan {number(lower, places)} och {amount(indicator, upper, places)}"
        case "keep" if lower is not None:
            text = f"målet att inte gå under {_decided(indicator, lower)}"
        case "keep" if upper is not None:
            text = f"målet att inte gå över {_decided(indicator, upper)}"
        case "max_gap" if upper is not None:
            places = own_decimals(indicator, upper)
            text = f"målet högst {points(indicator, upper, places)} mellan kommunerna"
        case _:
            raise ValueError(f"{row.goal_id} has no target for {row.indicator_id}")
    if row.target_origin == "local":
        return text.replace("målet", "det egna målet", 1)
    declared = goal_indicator(goal, row.indicator_id, row.gender)
    example = goal.example or bool(declared and declared.target and declared.target.example)
    return f"{text} (exempel)" if example else text


def nearest_limit(row: Status) -> float | None:
    """The limit of the target that a value is read against when it is written."""
    limits = [limit for limit in (row.target_lower, row.target_upper) if limit is not None]
    if not limits or row.value is None:
        return None
    value = row.value
    return min(limits, key=lambda limit: abs(limit - value))


def _decided(indicator: Indicator, value: float) -> str:
    return amount(indicator, value, own_decimals(indicator, value))


_SINGULAR = {"personer": "person", "vårdtillfällen": "vårdtillfälle"}


def counted(count: float, unit: str) -> str:
    """A gap as a number of its unit: ``12 svarande``, ``1 person``; never less than one."""
    whole = max(count, 1.0)
    text = number(whole)
    return f"{text}{NBSP}{_SINGULAR.get(unit, unit) if text == '1' else unit}"


def good_way(indicator: Indicator) -> str:
    """What is better, as a sentence, where a higher figure is not; else nothing."""
    if indicator.better != "low":
        return ""
    return f"{capital(indicator.better_note or 'lägre är bättre')}."


def decimals_apart(indicator: Indicator, *values: float | None) -> int:
    """Decimals at which no two of the values read alike unless they are; the usual ones where they can't."""
    known = [value for value in values if value is not None]
    for decimals in range(indicator.decimals, MOST_DECIMALS + 1):
        if len({number(value, decimals) for value in known}) == len(set(known)):
            return decimals
    return indicator.decimals


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def quoted(name: str) -> str:
    """A name inside a sentence, in Swedish quotation marks: many names are not nouns."""
    return f"”{name}”"

"""Sentences on the pace towards a goal, counted from its start: never from the measurement before.

Belongs here: ``goal.pace``. Does not belong here: the level (``goals``), or changes since the measurement
before (``front``).
"""

from __future__ import annotations

from collections.abc import Callable

from gnv_pipeline.plan.models import Indicator
from gnv_pipeline.publishing.sentences import figures
from gnv_pipeline.publishing.sentences.goal_cases import Case

TOLD_BY_LEVEL = {
    "no_value", "suppressed", "no_target", "under_construction", "older_year", "reference_only",
    "plan_not_in_force", "wrong_level",
}  # fmt: skip
"""Reasons that the sentence on level (or on the edition) has told; a second sentence would repeat it."""


def pace(case: Case) -> str | None:
    """The sentence on the pace, or None where the level has told why there is none."""
    row = case.row
    if row.pace_reason in TOLD_BY_LEVEL or row.target_kind is None or row.value is None:
        return None
    since = f"Sedan startåret {row.baseline_year}" if row.baseline_year else "Sedan startåret"
    told: dict[str, Callable[[], str]] = {
        "reached": lambda: _reached(case),
        "on_track": lambda: (
            f"{since} är utvecklingen i takt med målet{_expected(case)}. {_left(case)}"
        ),
        "partly": lambda: (
            f"{since} ligger utvecklingen något efter{_expected(case)}. {_left(case)}"
        ),
        "behind": lambda: f"{since} ligger utvecklingen efter{_expected(case)}. {_left(case)}",
        "wrong_way": lambda: f"{since} går utvecklingen åt fel håll{_from_to(case)}. {_left(case)}",
        "uncertain": lambda: _undecided(case),
        "not_judged": lambda: _not_judged(case),
    }
    parts = [told[row.pace_signal](), _since_last(case)]
    return " ".join(part.strip() for part in parts if part.strip()) or None


def _reached(case: Case) -> str:
    row = case.row
    if row.data_year is None or row.target_year is None or row.data_year >= row.target_year:
        return ""  # the level has told it
    return f"Målåret är {row.target_year}, så målet är nått i förtid."


def _since_last(case: Case) -> str:
    """The change since the measurement before, where it goes the other way than that since the start."""
    last, pace_signal = case.since_last, case.row.pace_signal
    if last is None or last.from_year is None or case.row.gender != "T":
        return ""
    if last.from_year == case.row.baseline_year:
        return ""
    if pace_signal == "wrong_way" and last.signal == "better":
        way = "rätt"
    elif pace_signal in ("reached", "on_track") and last.signal == "worse":
        way = "fel"
    else:
        return ""
    return f"Sedan förra mätningen, {last.from_year}, har det däremot gått åt {way} håll."


def _expected(case: Case) -> str:
    row = case.row
    if row.expected_now is None or row.value is None:
        return ""
    places = figures.apart(case.indicator, row.value, row.expected_now)
    expected = figures.briefly(case.indicator, row.expected_now, places)
    value = figures.amount(case.indicator, row.value, places)
    return f": vägen till målet går {row.data_year} genom {expected}, och värdet är {value}"


def _from_to(case: Case) -> str:
    row = case.row
    if row.baseline_value is None or row.value is None:
        return ""
    places = figures.apart(case.indicator, row.value, row.baseline_value)
    start = figures.amount(case.indicator, row.baseline_value, places)
    value = figures.amount(case.indicator, row.value, places)
    return f": från {start} till {value} {row.data_year}"


def _left(case: Case) -> str:
    """What remains to the target: "Det återstår 2,4 procentenheter; 1,2 per år behövs till 2030." """
    row = case.row
    if not row.gap:
        return ""
    places = _gap_decimals(case.indicator, row.gap)
    text = f"Det återstår {figures.points(case.indicator, abs(row.gap), places)}"
    if row.gap_count is not None and row.gap_unit is not None and case.row.gap_count:
        text += f", ungefär {figures.counted(abs(row.gap_count), row.gap_unit)}"
    if row.needed_per_year is not None and row.target_year is not None:
        until = row.needed_until or row.target_year
        if (row.data_year or 0) >= until:
            return f"{text}."
        needed = abs(row.needed_per_year)
        per_year = figures.points(case.indicator, needed, _gap_decimals(case.indicator, needed))
        text += f"; {per_year} per år behövs till {until}"
    return f"{text}.{_projected(case)}"


def _projected(case: Case) -> str:
    """Where the way leads if it goes on as since the start, with how sure that is; else nothing."""
    row = case.row
    if row.projected is None or row.projected_lower is None or row.projected_upper is None:
        return ""
    ends = figures.measured(case.indicator, row.projected, row.projected_lower, row.projected_upper)
    return f" Fortsätter det på samma sätt blir värdet {row.target_year} ungefär {ends}."


def _gap_decimals(indicator: Indicator, gap: float) -> int:
    """At least one decimal for shares, the value's own for others; enough for a gap not to read as 0."""
    places = max(indicator.decimals, 1) if indicator.unit == "percent" else indicator.decimals
    while places < figures.MOST_DECIMALS and 0 < abs(gap) < 0.5 * 10.0**-places:
        places += 1
    return places


def _undecided(case: Case) -> str:
    row = case.row
    because = {
        "few": "underlaget är under 30",
        "base_unknown": "det är inte känt hur många värdet bygger på",
    }
    if row.pace_reason == "base_inside_interval" and row.baseline_value is not None:
        start = figures.amount(case.indicator, row.baseline_value)
        reason = f"startvärdet {start} {row.baseline_year} ryms i årets osäkerhetsintervall"
    else:
        reason = because.get(row.pace_reason, "")
    told = f": {reason}" if reason else ""
    return f"Det går inte att avgöra om utvecklingen sedan startåret är i takt med målet{told}."


def _not_judged(case: Case) -> str:
    row = case.row
    match row.pace_reason:
        case "base_year":
            return f"Takten kan bedömas tidigast året efter startåret {row.baseline_year or row.data_year}."
        case "keep_level" if row.target_kind == "keep":
            return "Målet är att behålla nivån, så ingen takt bedöms."
        case "keep_level":
            return "Startvärdet var redan så bra som målet, så ingen takt bedöms."
        case "definition_changed":
            return "Definitionen har ändrats sedan startåret, så takten kan inte bedömas."
        case "no_baseline":
            return "Startvärde saknas, så takten kan inte bedömas."
        case _:
            return _undecided(case)

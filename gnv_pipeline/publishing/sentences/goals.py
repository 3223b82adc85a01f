"""Sentences on goals: whether the level is reached, whether the pace holds, and how many kommuner.

Belongs here: ``goal.level``, ``goal.pace``, ``goal.local_count``. Does not belong here: judging; a sentence
says what signal and reason carry and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gnv_pipeline.formatting import count_word, enumeration
from gnv_pipeline.plan.models import AreaKind, Goal, Indicator
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.rows import LocalPlan, Status
from gnv_pipeline.publishing.sentences import figures
from gnv_pipeline.publishing.sentences.measures import TOO_FEW, responsibility
from gnv_pipeline.publishing.sentences.sentence import Sentence

TOLD_BY_LEVEL = {
    "no_value", "suppressed", "no_target", "under_construction", "older_year", "reference_only",
    "plan_not_in_force", "wrong_level",
}  # fmt: skip
"""Reasons that the sentence on level (or on the edition) has told; a second sentence would repeat it."""


@dataclass(frozen=True, slots=True)
class Case:
    """A row with what belongs to it."""

    row: Status
    goal: Goal
    indicator: Indicator
    local: LocalPlan | None
    basis: str
    is_kommun: bool
    too_few: bool = False
    """Whether fewer than half of the areas have a value, so that the measure is not judged."""


def sentences(facts: Facts) -> Iterator[Sentence]:
    """All sentences on goals, in the plan's order."""
    for case in cases(facts):
        ids = (case.row.organisation_id, case.goal.id, case.indicator.id)
        said = level(case)
        if case.is_kommun and (who := responsibility(case.indicator)):
            said = f"{said} {who}"
        yield _sentence("goal.level", said, *ids)
        if pace_text := pace(case):
            yield _sentence("goal.pace", pace_text, *ids)
    for goal in facts.plan.goals:
        for one in goal.indicators:
            indicator = facts.plan.indicator_by_id[one.indicator]
            if indicator.level == "region" or one.target is None:
                continue
            rows = [
                row
                for row in facts.statuses
                if (row.goal_id, row.indicator_id, row.gender)
                == (goal.id, one.indicator, one.gender)
                and facts.plan.area_by_id[row.organisation_id].kind is AreaKind.KOMMUN
            ]
            text = local_count(rows, len(facts.plan.kommuner))
            yield _sentence("goal.local_count", text, facts.plan.county.id, goal.id, indicator.id)


def cases(facts: Facts) -> Iterator[Case]:
    """Rows of goal_status with what belongs to them: goals in order, county first, kommuner by name."""
    places = {goal.id: index for index, goal in enumerate(facts.plan.goals)}
    first = [facts.plan.county.id, facts.plan.region.id, *(one.id for one in facts.plan.kommuner)]
    areas = {area: index for index, area in enumerate(first)}
    adopted = {
        (row.organisation_id, row.goal_id): row
        for row in facts.local_plans
        if row.year == facts.report_year
    }
    known = [
        row for row in facts.statuses if row.goal_id in places and row.organisation_id in areas
    ]
    for row in sorted(known, key=lambda row: (places[row.goal_id], areas[row.organisation_id])):
        value = facts.value(row.indicator_id, row.organisation_id, row.data_year, row.gender)
        judged = facts.judged_by_id.get(row.indicator_id)
        yield Case(
            row=row,
            goal=facts.plan.goal_by_id[row.goal_id],
            indicator=facts.plan.indicator_by_id[row.indicator_id],
            local=adopted.get((row.organisation_id, row.goal_id)),
            basis=value.interval_basis if value else "none",
            too_few=judged is not None and judged.availability == "too_few",
            is_kommun=facts.plan.area_by_id[row.organisation_id].kind is AreaKind.KOMMUN,
        )


# --- level -------------------------------------------------------------------------------------


def level(case: Case) -> str:
    """The sentence on the level, e.g. "Andelen är 74 % (67–80) 2026. Målet 76 % är inte nått." """
    row = case.row
    if row.level_reason == "suppressed":
        return "Värdet visas inte eftersom det bygger på få personer. Målet bedöms därför inte."
    if row.value is None and case.too_few:
        return TOO_FEW
    if row.value is None:
        return f"Det finns inget värde{_against(case)}."
    said = f"{_measured(case)}."
    if row.target_kind is None:
        return f"{said} {_no_target(case)}"
    goal = figures.target(case.goal, case.indicator, row)
    verdicts: dict[str, Callable[[], str]] = {
        "met": lambda: f"{figures.capital(goal)} är nått.",
        "not_met": lambda: f"{figures.capital(goal)} är inte nått.",
        "uncertain": lambda: _undecided(goal, row.level_reason),
        "not_judged": lambda: _not_judged(case, goal),
    }
    return f"{said} {verdicts[row.level_signal]()}"


def _measured(case: Case) -> str:
    row = case.row
    assert row.value is not None
    limit = figures.nearest_limit(row)
    places = case.indicator.decimals
    if limit is not None and row.level_signal in ("met", "not_met"):
        places = figures.apart(case.indicator, row.value, limit)
    text = figures.measured(case.indicator, row.value, row.lower95, row.upper95, case.basis, places)
    if row.level_reason == "older_year":
        return f"Det senaste värdet är {text} {row.data_year}"
    return f"{figures.subject(case.indicator)} är {text} {row.data_year}"


def _against(case: Case) -> str:
    if case.row.target_kind is None:
        return ""
    return f" att jämföra med {figures.target(case.goal, case.indicator, case.row)}"


def _no_target(case: Case) -> str:
    if case.indicator.under_construction:
        return "Måttet är under uppbyggnad och har inget målvärde."
    return "Planen har inget målvärde för måttet."


def _undecided(goal: str, reason: str) -> str:
    because = {
        "few": ": underlaget är under 30",
        "base_unknown": ": det är inte känt hur många värdet bygger på",
    }
    return f"Det går inte att avgöra om {goal} är nått{because.get(reason, '')}."


def _not_judged(case: Case, goal: str) -> str:
    match case.row.level_reason:
        case "older_year":
            return f"Det är från ett tidigare år och jämförs inte med {goal}."
        case "reference_only":
            return f"{figures.capital(goal)} visas som jämförelse: {_not_adopted(case.local)}."
        case "under_construction":
            return f"Måttet är under uppbyggnad och jämförs inte med {goal}."
        case reason:
            return _undecided(goal, reason)


def _not_adopted(local: LocalPlan | None) -> str:
    if local is not None and local.works_with is False:
        return "det ingår inte i den lokala planen i år"
    return "den lokala planen säger inte om målet ingår"


# --- pace --------------------------------------------------------------------------------------


def pace(case: Case) -> str | None:
    """The sentence on the pace, or None where the level has told why there is none."""
    row = case.row
    if row.pace_reason in TOLD_BY_LEVEL or row.target_kind is None or row.value is None:
        return None
    told: dict[str, Callable[[], str]] = {
        "reached": lambda: f"Målet för {row.target_year} är redan nått.",
        "on_track": lambda: f"Utvecklingen är i takt med målet{_expected(case)}. {_left(case)}",
        "partly": lambda: f"Utvecklingen är något efter{_expected(case)}. {_left(case)}",
        "behind": lambda: f"Utvecklingen är efter{_expected(case)}. {_left(case)}",
        "wrong_way": lambda: f"Utvecklingen går åt fel håll{_since(case)}. {_left(case)}",
        "uncertain": lambda: _pace_undecided(case),
        "not_judged": lambda: _pace_not_judged(case),
    }
    return told[row.pace_signal]().strip()


def _expected(case: Case) -> str:
    row = case.row
    if row.expected_now is None or row.value is None:
        return ""
    places = figures.apart(case.indicator, row.value, row.expected_now)
    expected = figures.amount(case.indicator, row.expected_now, places)
    value = figures.amount(case.indicator, row.value, places)
    return f": vägen till målet går genom {expected} {row.data_year} och värdet är {value}"


def _since(case: Case) -> str:
    row = case.row
    if row.baseline_value is None or row.value is None:
        return ""
    places = figures.apart(case.indicator, row.value, row.baseline_value)
    start = figures.amount(case.indicator, row.baseline_value, places)
    value = figures.amount(case.indicator, row.value, places)
    return f": från {start} {row.baseline_year} till {value} {row.data_year}"


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
        if (row.data_year or 0) >= row.target_year:
            return f"{text}."
        needed = abs(row.needed_per_year)
        per_year = figures.points(case.indicator, needed, _gap_decimals(case.indicator, needed))
        text += f"; {per_year} per år behövs till {row.target_year}"
    return f"{text}."


def _gap_decimals(indicator: Indicator, gap: float) -> int:
    """At least one decimal for shares, the value's own for others; enough for a gap not to read as 0."""
    places = max(indicator.decimals, 1) if indicator.unit == "percent" else indicator.decimals
    while places < figures.MOST_DECIMALS and 0 < abs(gap) < 0.5 * 10.0**-places:
        places += 1
    return places


def _pace_undecided(case: Case) -> str:
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
    return f"Det går inte att avgöra om utvecklingen är i takt med målet{told}."


def _pace_not_judged(case: Case) -> str:
    row = case.row
    match row.pace_reason:
        case "base_year":
            return f"Takten kan bedömas tidigast året efter startåret {row.baseline_year or row.data_year}."
        case "keep_level":
            return "Målet är att behålla nivån, så ingen takt bedöms."
        case "definition_changed":
            return "Definitionen har ändrats sedan startåret, så takten kan inte bedömas."
        case "no_baseline":
            return "Startvärde saknas, så takten kan inte bedömas."
        case _:
            return _pace_undecided(case)


# --- how many kommuner -------------------------------------------------------------------------


def local_count(rows: list[Status], kommuner: int) -> str:
    """How the kommuner that work with the goal stand, counted and never named."""
    adopting = [row for row in rows if row.level_reason != "reference_only"]
    if not adopting:
        return "Ingen kommun har ännu tagit in målet i sin lokala plan; det visas som jämförelse."
    signals = [row.level_signal for row in adopting]
    parts = [
        f"{count_word(signals.count('met'))} når målet" if "met" in signals else "",
        f"{count_word(signals.count('not_met'))} når det inte" if "not_met" in signals else "",
        f"för {count_word(signals.count('uncertain'))} går det inte att avgöra"
        if "uncertain" in signals
        else "",
        f"{count_word(signals.count('not_judged'))} bedöms inte" if "not_judged" in signals else "",
    ]
    have = f"{figures.capital(count_word(len(adopting)))} av {count_word(kommuner)} kommuner"
    return f"{have} har tagit in målet i sin lokala plan: {enumeration([p for p in parts if p])}."


def _sentence(place: str, text: str, area: str, goal: str, indicator: str) -> Sentence:
    return Sentence(place, area, text, goal_id=goal, indicator_id=indicator)

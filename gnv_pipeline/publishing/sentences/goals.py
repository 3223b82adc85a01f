"""Sentences on goals: whether the level is reached, whether the pace holds, and how many kommuner.

Belongs here: ``goal.level``, ``goal.local_count``, ``goal.local_none``; ``goal_pace`` words ``goal.pace``.
Does not belong here: judging; a sentence says what signal and reason carry and no more. The sentence on the
indicator stands before it, so a value that was told there is not told again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gnv_pipeline.formatting import count_word, enumeration
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.rows import Status
from gnv_pipeline.publishing.sentences import figures, nation
from gnv_pipeline.publishing.sentences.goal_cases import Case, cases
from gnv_pipeline.publishing.sentences.goal_pace import pace
from gnv_pipeline.publishing.sentences.measures import TOO_FEW, responsibility
from gnv_pipeline.publishing.sentences.sentence import Sentence

LEAST = 30
"""Bases under this are too small to judge."""


def sentences(facts: Facts) -> Iterator[Sentence]:
    """All sentences on goals, in the plan's order."""
    for case in cases(facts):
        ids = (case.row.organisation_id, case.goal.id, case.indicator.id)
        said = level(case)
        if (
            case.is_kommun
            and case.row.value is not None
            and not case.told
            and (who := responsibility(case.indicator))
        ):
            said = f"{said} {who}"
        yield _sentence("goal.level", said, *ids)
        if pace_text := pace(case):
            yield _sentence("goal.pace", f"{pace_text} {_nation(facts, case)}".strip(), *ids)
    yield from _local_counts(facts)


def _nation(facts: Facts, case: Case) -> str:
    """What the nation did since the start, beside a pace of the county that is told."""
    row = case.row
    moving = row.pace_signal in ("on_track", "partly", "behind", "wrong_way")
    if case.is_kommun or not moving or row.data_year is None or row.gender != "T":
        return ""
    told = nation.change(facts, case.indicator, row.baseline_year, row.data_year) or ""
    return told.replace("gick det", "gick det samtidigt")


def _local_counts(facts: Facts) -> Iterator[Sentence]:
    """How the kommuner stand goal by goal; where none has adopted any goal, that is said once."""
    county = facts.plan.county.id
    found = list(_with_kommuner(facts))
    if not any(_adopting(rows) for _, _, rows in found):
        if found:
            yield Sentence("goal.local_none", county, local_none(facts))
        return
    for goal, indicator, rows in found:
        text = local_count(rows, len(facts.plan.kommuner))
        yield _sentence("goal.local_count", text, county, goal, indicator)


def _with_kommuner(facts: Facts) -> Iterator[tuple[str, str, list[Status]]]:
    """Goal, indicator and the kommuner's rows for every target that kommuner can have."""
    for goal in facts.plan.goals:
        for one in goal.indicators:
            if facts.plan.indicator_by_id[one.indicator].level == "region" or one.target is None:
                continue
            key = (goal.id, one.indicator, one.gender)
            rows = [
                row
                for row in facts.statuses
                if (row.goal_id, row.indicator_id, row.gender) == key
                and facts.is_kommun(row.organisation_id)
            ]
            yield goal.id, one.indicator, rows


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
    places = _places(case)
    told = case.told and places == case.indicator.decimals
    said = "" if told else f"{_measured(case, places)}."
    if row.target_kind is None:
        return f"{said} {_no_target(case)}".strip()
    goal = figures.target(case.goal, case.indicator, row)
    because = _certainly(case) if told else ""
    verdicts: dict[str, Callable[[], str]] = {
        "met": lambda: f"{figures.capital(goal)} är nått{because}.",
        "not_met": lambda: f"{figures.capital(goal)} är inte nått{because}.",
        "uncertain": lambda: f"{_undecided(goal, row.level_reason, told=told)} {_visible(case)}",
        "not_judged": lambda: _not_judged(case, goal, told=told),
    }
    return f"{said} {verdicts[row.level_signal]()}".strip()


def _places(case: Case) -> int:
    """Decimals of the value: more than usual where it would else read as the limit it is held against."""
    limit = figures.nearest_limit(case.row)
    if limit is None or case.row.value is None or case.row.level_signal not in ("met", "not_met"):
        return case.indicator.decimals
    return figures.apart(case.indicator, case.row.value, limit)


def _certainly(case: Case) -> str:
    """Why it is certain, for a value told before; empty for a full count."""
    row = case.row
    below = row.level_reason == "below_with_certainty"
    edge = row.upper95 if below else row.lower95
    limit = row.target_lower if row.target_lower is not None else row.target_upper
    if row.level_reason == "unweighted_mean":
        return ", räknat på kommunernas ovägda medel"
    if row.level_reason == "inside_with_certainty":
        return ": hela osäkerhetsintervallet ligger inom det"
    if row.level_reason not in ("above_with_certainty", "below_with_certainty"):
        return ""
    if edge is None or limit is None:
        return ""
    places = figures.apart(case.indicator, edge, limit)
    if places > case.indicator.decimals:
        # "86–89 %" and "målet 89 %" would read as if they met.
        which = "övre" if below else "undre"
        return f": osäkerhetsintervallets {which} gräns är {figures.amount(case.indicator, edge, places)}"
    return f": hela osäkerhetsintervallet ligger {'under' if below else 'över'}"


def _visible(case: Case) -> str:
    """How large a change must be to be seen in a kommun, where its level cannot be told."""
    least = case.row.smallest_detectable
    if not case.is_kommun or least is None:
        return ""
    places = case.indicator.decimals
    while places < figures.MOST_DECIMALS and not float(f"{least:.{places}f}"):
        places += 1
    change = figures.points(case.indicator, least, places)
    return f"En förändring behöver vara ungefär {change} för att synas säkert hos er."


def _measured(case: Case, places: int) -> str:
    row = case.row
    assert row.value is not None
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


def _undecided(goal: str, reason: str, *, told: bool = False) -> str:
    because = {
        "few": f": underlaget är under {LEAST}",
        "base_unknown": ": det är inte känt hur många värdet bygger på",
        "interval_covers_goal": ": det ligger inom osäkerhetsintervallet" if told else "",
    }
    return f"Det går inte att avgöra om {goal} är nått{because.get(reason, '')}."


def _not_judged(case: Case, goal: str, *, told: bool = False) -> str:
    match case.row.level_reason:
        case "older_year" if told:
            return f"Ett värde från ett tidigare år jämförs inte med {goal}."
        case "older_year":
            return f"Det är från ett tidigare år och jämförs inte med {goal}."
        case "reference_only" if not case.handed_in:
            return f"Länets {goal.replace('målet', 'mål', 1)} visas som jämförelse."
        case "reference_only":
            return f"{figures.capital(goal)} visas som jämförelse: {_not_adopted(case)}."
        case "under_construction":
            return f"Måttet är under uppbyggnad och jämförs inte med {goal}."
        case reason:
            return _undecided(goal, reason)


def _not_adopted(case: Case) -> str:
    if case.local is not None and case.local.works_with is False:
        return "det ingår inte i den lokala planen i år"
    return "den lokala planen säger inte om målet ingår"


# --- how many kommuner -------------------------------------------------------------------------


def _adopting(rows: list[Status]) -> list[Status]:
    return [row for row in rows if row.level_reason != "reference_only"]


def local_none(facts: Facts) -> str:
    """Said once where no kommun has adopted any of the county's goals."""
    why = "Ingen kommun har ännu tagit in något av målen i sin lokala plan"
    if not facts.delivered:
        why = f"Inga lokala planer är lämnade för {facts.report_year}"
    return f"{why}, så kommunerna bedöms inte mot målen. Länets mål visas som jämförelse."


def local_count(rows: list[Status], kommuner: int) -> str:
    """How the kommuner that work with the goal stand, counted and never named."""
    adopting = _adopting(rows)
    if not adopting:
        return "Ingen kommun har ännu tagit in målet i sin lokala plan; det visas som jämförelse."
    have = f"{figures.capital(count_word(len(adopting)))} av {count_word(kommuner)} kommuner"
    said = _stand([row.level_signal for row in adopting])
    return f"{have} har tagit in målet i sin lokala plan: {said}."


def _stand(signals: list[str]) -> str:
    """How they stand: ``två når målet, en når det inte och för fem går det inte att avgöra``."""
    if len(set(signals)) == 1:
        alone, together = {
            "met": ("den når målet", "alla når målet"),
            "not_met": ("den når det inte", "ingen av dem når det"),
            "uncertain": (
                "det går inte att avgöra om den når det",
                "för ingen av dem går det att avgöra",
            ),
            "not_judged": ("den bedöms inte", "ingen av dem bedöms"),
        }[signals[0]]
        return alone if len(signals) == 1 else together
    counts = {signal: count_word(signals.count(signal)) for signal in signals}
    words = {
        "met": "{} når målet",
        "not_met": "{} når det inte",
        "uncertain": "för {} går det inte att avgöra",
        "not_judged": "{} bedöms inte",
    }
    return enumeration([text.format(counts[key]) for key, text in words.items() if key in counts])


def _sentence(place: str, text: str, area: str, goal: str, indicator: str) -> Sentence:
    return Sentence(place, area, text, goal_id=goal, indicator_id=indicator)

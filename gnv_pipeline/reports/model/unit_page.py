"""Enhetschefens sida: one page in plain language about what the elderly say and what to talk about at work.

Belongs here: which measures it shows, sorted by what can be said of them, and its fixed words. Sentences are
put together from the publication's own words for signals. Does not belong here: new judgements, symbols or
intervals: what is uncertain is said in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import figure_base, frame, indicator_section, standing, words
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Edition

Group = Literal["good", "talk", "unsure"]

_MOST = 5
_RESPONSIBLE = ("kommun", "shared")
_SIGNALS: dict[str, Group] = {"better": "good", "met": "good", "worse": "talk", "not_met": "talk"}

HEADINGS: dict[Group, str] = {
    "good": "Det här är bra",
    "talk": "Det här behöver vi prata om",
    "unsure": "Det här går inte att säga säkert",
}
NONE: dict[Group, str] = {
    "good": "Inget av måtten visar säkert något som är bra. Det betyder inte att det är dåligt.",
    "talk": "Inget av måtten visar säkert något som är sämre eller har gått åt fel håll.",
    "unsure": "",
}
HEADING_QUESTIONS = "Att prata om på arbetsplatsträffen"
QUESTIONS = (
    "Känner vi igen bilden? Vad stämmer, och vad stämmer inte?",
    "Vad gör vi redan som de äldre märker och som vi ska hålla fast vid?",
    "Vad kan vi pröva till nästa träff, och hur märker den äldre det?",
)
HEADING_READING = "Så läser ni sidan"
READING = (
    "Siffrorna gäller hela kommunen, inte er enhet. Ni vet själva hur det är hos er.",
    "Säkert betyder att skillnaden är för stor för att vara slump. Kan något vara slump säger vi det.",
)
INTRO = "Så svarar de äldre i kommunen, och så går det. Sidan är till för samtal, inte för att rangordna."


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its name, value and what it is, and what can be said of it."""

    key: str
    name: str
    value: str
    what: str
    said: tuple[str, ...]
    missing: bool = False


@dataclass(frozen=True, slots=True)
class MeasureGroup:
    """Measures that the same can be said of; ``none`` are the words when there is no such measure."""

    key: Group
    heading: str
    none: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """The whole page."""

    key: str
    title: str
    subject: str
    intro: str
    banners: tuple[str, ...]
    groups: tuple[MeasureGroup, ...]
    questions_heading: str
    questions: tuple[str, ...]
    reading_heading: str
    reading: tuple[str, ...]
    source: str
    edition: Edition
    contact: str


def build(mart: Mart, plan: Plan, organisation: str) -> UnitPage:
    """The page of a kommun."""
    links = indicator_section.by_indicator(mart)
    sorted_out: dict[Group, list[Measure]] = {"good": [], "talk": [], "unsure": []}
    chosen = _chosen(mart)
    for indicator in chosen:
        goal = links.get(indicator["indicator_id"])
        sorted_out[_group(mart, indicator, goal, organisation)].append(
            _measure(mart, indicator, goal, organisation)
        )
    rows = [
        mart.value(row["indicator_id"], area, row["judged_year"])
        for row in chosen
        for area in (organisation, mart.county)
    ]
    return UnitPage(
        key=organisation,
        title=f"Så är det i {mart.organisations[organisation]['full_name']}",
        subject=f"Enhetschefens sida {mart.year} · {plan.header.focus_title}",
        intro=INTRO,
        banners=frame.banners(mart, plan),
        groups=tuple(
            MeasureGroup(key, HEADINGS[key], NONE[key], tuple(found))
            for key, found in sorted_out.items()
            if found or NONE[key]
        ),
        questions_heading=HEADING_QUESTIONS,
        questions=QUESTIONS,
        reading_heading=HEADING_READING,
        reading=(*READING, plan.header.closeness_sentence),
        source=figure_base.source_of(rows),
        edition=frame.edition(mart, plan),
        contact=plan.header.contact,
    )


def _chosen(mart: Mart) -> tuple[Row, ...]:
    """The first main indicators, in the plan's order, that a kommun has values for and answers for."""
    found = [
        row
        for row in map(mart.indicators.__getitem__, standing.shown(mart))
        if row["role"] == "main"
        and row["level"] != "region"
        and row["derived"] is None
        and row["responsibility"] in _RESPONSIBLE
    ]
    return tuple(found[:_MOST])


def _signals(mart: Mart, indicator: Row, goal: Row | None, area: str) -> tuple[str, ...]:
    """Codes of what is judged: against the others, against the goal, since last time."""
    key = indicator["indicator_id"]
    against, trend = mart.comparison(key, area, "others"), mart.trend(key, area)
    status = mart.status(goal["goal_id"], key, area, goal["gender"]) if goal is not None else None
    return tuple(
        str(row[column])
        for row, column in ((against, "signal"), (status, "level_signal"), (trend, "signal"))
        if row is not None
    )


def _group(mart: Mart, indicator: Row, goal: Row | None, area: str) -> Group:
    """What must be talked about goes before what is good; the rest cannot be said."""
    found = {_SIGNALS.get(code) for code in _signals(mart, indicator, goal, area)}
    if "talk" in found:
        return "talk"
    return "good" if "good" in found else "unsure"


def _measure(mart: Mart, indicator: Row, goal: Row | None, area: str) -> Measure:
    key, year = indicator["indicator_id"], indicator["judged_year"]
    row = mart.value(key, area, year)
    known = row is not None and row["value"] is not None
    if year is None:
        value = mart.label("availability", indicator["availability"])
    elif row is None or row["value"] is None:
        value = words.missing_words(mart, row)
    else:
        value = words.full_value(mart, indicator, row["value"])
    said = _said(mart, indicator, goal, area) if known else ()
    return Measure(
        key=key,
        name=str(indicator["short_name"]),
        value=value,
        what=f"{indicator['definition']}{_direction(mart, indicator)}",
        said=(*_beside(mart, indicator, year), *said),
        missing=not known,
    )


def _direction(mart: Mart, indicator: Row) -> str:
    remark = words.remark(mart, indicator, unit=False)
    return f" {remark[:1].upper()}{remark[1:]}." if remark else ""


def _beside(mart: Mart, indicator: Row, year: int | None) -> tuple[str, ...]:
    county = mart.value(indicator["indicator_id"], mart.county, year)
    when = f"Gäller {words.period(indicator, year)}." if year is not None else ""
    if county is None or county["value"] is None:
        return (when,) if when else ()
    return (f"{when} Hela länet: {words.full_value(mart, indicator, county['value'])}.",)


def _said(mart: Mart, indicator: Row, goal: Row | None, area: str) -> tuple[str, ...]:
    """What the value says against others, since last time and against the goal."""
    key = indicator["indicator_id"]
    told: list[str] = []
    against, trend = mart.comparison(key, area, "others"), mart.trend(key, area)
    if against is not None:
        told.append(_against(mart, indicator, against))
    if trend is not None and trend["from_year"] is not None and trend["from_value"] is not None:
        told.append(_since(mart, indicator, trend))
    status = mart.status(goal["goal_id"], key, area, goal["gender"]) if goal is not None else None
    if status is not None and status["level_signal"] in {"met", "not_met"}:
        example = " (exempel)" if goal and goal["target_example"] else ""
        signal = mart.label("level_signal", status["level_signal"])
        told.append(f"{signal}: {words.target(mart, indicator, status)}{example}.")
    return tuple(told)


def _against(mart: Mart, indicator: Row, row: Row) -> str:
    _, label = words.compared(mart, indicator, row)
    if row["signal"] in figure_base.CERTAIN:
        return f"{label} än i länets andra kommuner. Det är säkert."
    why = mart.label("comparison_reason", row["reason"])
    if row["signal"] == "similar":
        return f"{label} mot länets andra kommuner."
    return f"Går inte att jämföra med länets andra kommuner: {why[:1].lower()}{why[1:]}."


def _since(mart: Mart, indicator: Row, trend: Row) -> str:
    before = words.full_value(mart, indicator, trend["from_value"])
    since = f"sedan {words.period(indicator, trend['from_year'])} (då {before})"
    if trend["signal"] in figure_base.CERTAIN:
        return f"{mart.label('trend_signal', trend['signal'])} {since}. Det är säkert."
    if trend["signal"] == "uncertain":
        return f"{mart.label('trend_signal', trend['signal'])} {since}."
    return f"Det går inte att säga om något har ändrats {since}."

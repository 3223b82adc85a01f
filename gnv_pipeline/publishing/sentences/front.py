"""The sentences of the årsrapport's first page.

Belongs here: places ``front.*`` but what is asked for (``obstacles``). Does not belong here: what people
write ("Läget i korthet", "Att ta ställning till"): without it the page says that it is missing. The
county's story, never a kommun's. "Åt rätt håll" and "åt fel håll" are changes since the measurement before;
goals are counted by level, and by pace since their start.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gnv_pipeline.formatting import count_word, enumeration
from gnv_pipeline.plan.models import Indicator
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.rows import Status, Trend
from gnv_pipeline.publishing.rows_compared import Inequality
from gnv_pipeline.publishing.sentences import calendar, figures, handed_in, nation
from gnv_pipeline.publishing.sentences.sentence import Sentence

RIGHT, WRONG = "better", "worse"
MOST_NAMED = 3
"""Supporting indicators named on page 1; more are counted, and named where they belong."""
TO_DECIDE = "att_ta_stallning_till"


def sentences(facts: Facts) -> Iterator[Sentence]:
    """All sentences of page 1, place by place."""
    county = facts.plan.county.id

    def at(place: str, texts: Iterator[str] | list[str]) -> Iterator[Sentence]:
        return (Sentence(f"front.{place}", county, text) for text in texts)

    yield from at("focus", [facts.plan.header.focus_sentence])
    yield from at("goals_counted", goals_counted(facts))
    yield from _changes(facts)
    yield from at("not_known", not_known(facts))
    yield from at("differences", differences(facts))
    yield from at("reading", [facts.plan.header.reading_advice, handed_in.summary(facts)])
    if not any(text.section == TO_DECIDE and not text.missing for text in facts.texts):
        text = f"Inga förslag är beredda. {facts.plan.header.decision_path}"
        yield from at("no_proposals", [text])
    yield Sentence("indicator.closeness", county, facts.plan.header.closeness_sentence)


# --- goals counted ------------------------------------------------------------------------------


def goals_counted(facts: Facts) -> Iterator[str]:
    """How many targets of the county are reached."""
    rows = _targets(facts)
    if not rows:
        return
    many = len(rows)
    values = "målvärde" if many == 1 else "målvärden"
    example = "" if facts.plan.header.decided else " (exempel)"
    levels = Counter(row.level_signal for row in rows)
    said = _counted(
        (levels["met"], "är nått", "är nådda"),
        (levels["not_met"], "är inte nått", "är inte nådda"),
        (levels["uncertain"], "går inte att avgöra", "går inte att avgöra"),
        (levels["not_judged"], "bedöms inte än", "bedöms inte än"),
    )
    yield f"Planen har {count_word(many, neuter=True)} {values}{example} för länet: {said}."


def _targets(facts: Facts) -> list[Status]:
    """The county's or region's row for every target of the plan, in the plan's order."""
    order = {goal.id: number for number, goal in enumerate(facts.plan.goals)}
    rows = [
        row
        for row in facts.statuses
        if row.target_kind is not None
        and row.goal_id in order
        and not facts.is_kommun(row.organisation_id)
    ]
    return sorted(rows, key=lambda row: (order[row.goal_id], row.indicator_id))


def since_start(facts: Facts, signal: str) -> Iterator[str]:
    """Which targets move the right or the wrong way since their start, so that page 1 agrees with page 2."""
    rows = [row for row in _targets(facts) if row.level_signal != "met"]

    def names(*paces: str) -> list[str]:
        found = (row.indicator_id for row in rows if row.pace_signal in paces)
        return [
            figures.quoted(facts.plan.indicator_by_id[one].name) for one in dict.fromkeys(found)
        ]

    if signal == WRONG:
        if wrong := names("wrong_way"):
            yield f"Sedan startåret har {_many(wrong)} gått åt fel håll: {enumeration(wrong)}."
        return
    if in_time := names("on_track"):
        yield f"Sedan startåret är {_many(in_time)} i takt med målet: {enumeration(in_time)}."
    if slow := names("partly", "behind"):
        said = f"Sedan startåret ligger {_many(slow)} efter takten mot målet"
        yield f"{said}: {enumeration(slow)}."


def _many(names: list[str]) -> str:
    """``ett mått``, ``tre mått``."""
    return f"{count_word(len(names), neuter=True)} mått"


def _counted(*parts: tuple[int, str, str]) -> str:
    """``ett är nått, fem är inte nådda och två går inte att avgöra``; what nothing has is left out."""
    return enumeration(
        [
            f"{count_word(count, neuter=True)} {one if count == 1 else many}"
            for count, one, many in parts
            if count
        ]
    )


# --- changes -----------------------------------------------------------------------------------


def _changes(facts: Facts) -> Iterator[Sentence]:
    county = facts.plan.county.id
    trends = county_trends(facts)
    certain = {
        signal: [(one, row) for one, row in trends if row.signal == signal]
        for signal in (RIGHT, WRONG)
    }
    places = {RIGHT: "front.right_way", WRONG: "front.wrong_way"}
    if not any(certain.values()):
        text = "För inget av måtten går det att säkerställa en förändring i länet sedan förra mätningen."
        if all(row.from_year is None for _, row in trends):
            text = (
                "Ingen förändring kan bedömas än: det saknas jämförbara tidigare värden för länet."
            )
        yield Sentence("front.nothing_certain", county, text)
        for signal in (RIGHT, WRONG):
            for text in since_start(facts, signal):
                yield Sentence(places[signal], county, text)
        return
    for signal, found in certain.items():
        for indicator, row in found:
            yield Sentence(
                places[signal], county, change(facts, indicator, row), indicator_id=indicator.id
            )
        if not found:
            way = "rätt" if signal == RIGHT else "fel"
            text = (
                f"För inget av måtten går det att säkerställa en förändring åt {way} håll "
                "sedan förra mätningen."
            )
            yield Sentence(places[signal], county, text)
        for text in since_start(facts, signal):
            yield Sentence(places[signal], county, text)


def county_trends(facts: Facts) -> list[tuple[Indicator, Trend]]:
    """The county's changes (the region's for what only it has), main indicators first."""
    found = (
        (one, facts.trend_by_key.get((one.id, facts.whole(one).id))) for one in facts.main_first()
    )
    return [(indicator, row) for indicator, row in found if row is not None]


def change(facts: Facts, indicator: Indicator, row: Trend) -> str:
    """A change with Riket beside: "… från 21 % (2016) till 29 % (2022). I riket gick det från …" """
    value = facts.value(indicator.id, row.organisation_id, row.data_year)
    if value is None or value.value is None or row.from_value is None:
        raise ValueError(f"A change of {indicator.id} without its values has nothing to show")
    said = _from_to(indicator, row.from_value, row.from_year, value.value, row.data_year)
    parts = [
        f"{indicator.name}: {said}.",
        _nation(facts, indicator, row),
        figures.good_way(indicator),
    ]
    return " ".join(part for part in parts if part)


def _from_to(
    indicator: Indicator, first: float, first_year: int | None, last: float, last_year: int
) -> str:
    places = figures.apart(indicator, first, last)
    start = figures.briefly(indicator, first, places)
    return (
        f"från {start} ({first_year}) till {figures.amount(indicator, last, places)} ({last_year})"
    )


def _nation(facts: Facts, indicator: Indicator, row: Trend) -> str:
    if facts.plan.nation is None:
        return ""
    told = nation.change(facts, indicator, row.from_year, row.data_year)
    return told or "För riket saknas värden att jämföra med."


# --- what is not known -------------------------------------------------------------------------


def not_known(facts: Facts) -> list[str]:
    """Main indicators judged in an earlier year, grouped by when the next value comes; then those without."""
    groups: dict[str, list[Indicator]] = {}
    nothing: list[Indicator] = []
    for indicator in facts.main_first():
        judged = facts.judged_by_id.get(indicator.id)
        if judged is None or indicator.delmal is None:
            continue
        if judged.judged_year is None:
            nothing.append(indicator)
        elif indicator.role == "main" and judged.judged_year < facts.report_year:
            groups.setdefault(_next_value(facts, indicator, judged.judged_year), []).append(
                indicator
            )
    texts = [f"{_names(group)} {when}" for when, group in groups.items()]
    for text in dict.fromkeys(_still_without(facts, one) for one in nothing):
        names = _few_names([one for one in nothing if _still_without(facts, one) == text])
        if text:
            texts.append(f"Värden saknas för {names}. {text}")
        else:
            texts.append(f"För {names} finns inga värden i de filer som har lästs in.")
    return texts


def _next_value(facts: Facts, indicator: Indicator, judged_year: int) -> str:
    shown = f"visas för {judged_year}"
    if indicator.own and (collected := calendar.next_collection(facts)):
        return f"{shown}. {collected}"
    year = calendar.next_data_year(facts, indicator)
    if year is None:
        return f"{shown}. Det är inte känt när nästa värde kommer."
    return f"{shown}. Värden för {year} kommer i {calendar.published(indicator, year)}."


def _still_without(facts: Facts, indicator: Indicator) -> str:
    judged = facts.judged_by_id[indicator.id]
    if judged.availability == "too_few":
        return "Färre än hälften av områdena har ett värde."
    return calendar.coming(facts, indicator) or ""


# --- differences between kommuner ---------------------------------------------------------------


def differences(facts: Facts) -> list[str]:
    """Which main indicators differ more between kommuner than chance explains, and which can't be said."""
    found: dict[str, list[Indicator]] = {}
    for indicator in facts.main_first():
        year = facts.judged_year(indicator.id)
        if indicator.role != "main" or indicator.level == "region" or year is None:
            continue
        row = facts.inequality_by_id.get(indicator.id)
        found.setdefault(_spread(row), []).append(indicator)
    beyond, within, untold = (found.get(key, []) for key in ("beyond", "within", "untold"))
    texts = []
    if beyond:
        said = f"{_names(beyond)} skiljer mer mellan kommunerna än slumpen förklarar"
        texts.append(
            f"{said}; för {_names(within)} går det inte att säga." if within else f"{said}."
        )
    elif within:
        said = "går det inte att säga om kommunerna skiljer sig mer än slumpen förklarar"
        texts.append(f"För {_names(within)} {said}.")
    if untold:
        said = "har skillnader mellan kommunerna inte kunnat prövas"
        texts.append(f"För {_names(untold)} {said}.")
    return texts or ["Skillnader mellan kommunerna har inte kunnat prövas för något av måtten."]


def _spread(row: Inequality | None) -> str:
    if row is None or row.signal == "not_judged":
        return "untold"
    return "beyond" if row.signal == "beyond_chance" else "within"


def _few_names(indicators: list[Indicator]) -> str:
    """Main indicators by name, the others by name or, when they are many, counted."""
    main = [one for one in indicators if one.role == "main"]
    others = [one for one in indicators if one.role != "main"]
    if len(others) <= MOST_NAMED:
        return _names([*main, *others])
    counted = f"{count_word(len(others))} stödmått"
    return f"{_names(main)} och {counted}" if main else counted


def _names(indicators: list[Indicator]) -> str:
    return enumeration([figures.quoted(one.name) for one in indicators])
